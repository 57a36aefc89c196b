"""Services whose profiles are in every state."""

from datetime import date, timedelta
from decimal import Decimal

from eoi.actions.profile import IndicatorRow, VolumeRow
from eoi.models import ServiceProfile, User
from tests.browser.adverts import TODAY, Adverts, made
from tests.browser.partners import LONG_WORDS
from tests.factories import profiles
from tests.factories.services import make_owner, service_of

VOLUMES = (VolumeRow("Invoices paid", Decimal(178450), "in 2001/02"), VolumeRow("Payslips", Decimal(139200), "issued"))
INDICATORS = (
    IndicatorRow("Invoices paid within 30 days", "2001/02", "87.9", "%", "better", "up"),
    IndicatorRow(
        "Days to decide a new benefit claim, from the day on which it came", "2001/02", "47", "days", "worse", "down"
    ),
)


class ProfilePlaces(Adverts):
    @made
    def keeper(self) -> User:
        """Owns Finance, which has two editions, the last overdue; IT Services, with a draft that can be signed off; others without."""
        self.clock.set(TODAY - timedelta(days=60))
        keeper = make_owner(full_name="Konstantina Papadopoulou-Featherstone")
        finance = service_of("finance")
        profiles.make_profile(finance, by=keeper, purpose=LONG_WORDS, volumes=VOLUMES)
        changes = {
            "purpose": f"{LONG_WORDS} And the ledger too.",
            "review_by": date(2026, 3, 27),
            "staff_fte": Decimal("98.5"),
        }
        profiles.make_profile(finance, by=keeper, indicators=INDICATORS, volumes=VOLUMES[:1], **changes)
        self._own(keeper, "it-services", "customer-services", "strategy-development")
        profiles.make_profile(service_of("customer-services"), by=keeper)
        profiles.save(profiles.begin(service_of("it-services"), by=keeper), by=keeper, indicators=INDICATORS)
        return keeper

    def _own(self, keeper: User, *keys: str) -> None:
        for key in keys:
            profiles.own(service_of(key), keeper)

    @made
    def drafting(self) -> User:
        """Has begun the next edition of Customer Services."""
        profiles.begin(service_of("customer-services"), by=self.keeper)
        return self.keeper

    @property
    def overdue_profile(self) -> ServiceProfile:
        self.keeper  # noqa: B018 — made when asked for
        return service_of("finance").profiles.last()
