"""Assistance in every state."""

from eoi.models import Assistance, ExpressionOfInterest
from tests.browser.adverts import made
from tests.browser.people import People
from tests.factories.assistance import ask, begin, confirm, enter, record
from tests.factories.people import make_officer, make_partner
from tests.factories.world import start


class AssistancePlaces(People):
    @made
    def asked_assistance(self) -> Assistance:
        """By a lead; the officer has not said yes."""
        partner = make_partner(full_name="Lydia Letterwriter")
        return ask(start(self.open, partner), partner)

    @made
    def recorded_assistance(self) -> Assistance:
        """For an organisation without an account; the second officer has not said yes."""
        return record(self.open)

    @made
    def running_assistance(self) -> Assistance:
        """Nothing entered yet."""
        return begin(record(self.open))

    @made
    def entered(self) -> ExpressionOfInterest:
        return enter(begin(record(self.open, by=make_officer(full_name="Olivia Outside-Officer"))))

    @property
    def entered_assistance(self) -> Assistance:
        return Assistance.objects.of_expression(self.entered).with_people().get()

    @made
    def read_back(self) -> ExpressionOfInterest:
        """Entered, read back, not submitted."""
        expression = enter(begin(record(self.open)))
        it = Assistance.objects.of_expression(expression).with_people().get()
        confirm(it, expression, it.second)
        return expression

    @property
    def read_back_assistance(self) -> Assistance:
        return Assistance.objects.of_expression(self.read_back).with_people().get()
