"""What stands on start pages about profiles: drafts to finish, reviews that come near or are overdue (S10)."""

from datetime import datetime

from django.urls import reverse

from eoi.models import ReviewState, Service, ServiceProfile, User
from eoi.profiles import ScopedProfile, profiles_of
from eoi.registry import Card
from eoi.templatetags.times import uk_date
from eoi.working_days import uk_day


def keeper_cards(user: User, at: datetime) -> list[Card]:
    """For a service manager: one card a service that needs a draft, a sign-off or a review. Four queries."""
    services = Service.objects.kept_by(user)
    drafts = {draft.service_id: draft for draft in ServiceProfile.objects.drafts().of_services(services)}
    cards = [_card(each, drafts.get(each.service.pk)) for each in profiles_of(services, on=uk_day(at))]
    return [card for card in cards if card]


def overdue_cards(user: User, at: datetime) -> list[Card]:
    """For officers: that profiles are overdue, because adverts go with them. Three queries."""
    overdue = [each.service.name for each in profiles_of(Service.objects.all(), on=uk_day(at)) if each.is_overdue]
    if not overdue:
        return []
    title = f"{len(overdue)} service profile{' is' if len(overdue) == 1 else 's are'} overdue for review"
    text = f"{', '.join(overdue)}. Adverts go with the editions that stand."
    return [Card(title, text, f"{reverse('eoi:service-list')}?sort=review", needs_you=False)]


def _card(each: ScopedProfile, draft: ServiceProfile | None) -> Card | None:
    name, edit = each.service.name, reverse("eoi:profile-edit", args=[each.service.key])
    review_by = uk_date(each.profile.review_by) if each.profile else ""
    if each.owner is None:
        text = f"{name} has no owner, so nobody can draft or sign off. An administrator names one."
        return Card(f"{name} has no owner", text, reverse("eoi:profile-detail", args=[each.service.key]))
    if draft:
        due = f" The edition that stands was to be reviewed by {review_by}." if each.is_overdue else ""
        return Card(
            f"Finish edition {draft.number} of the profile of {name}",
            f"Only you, the other keepers and officers see the draft. It stands once it is signed off.{due}",
            edit,
        )
    if each.profile is None:
        text = "Advertising waits until every service in scope has a signed-off profile."
        return Card(f"Draft the first profile of {name}", text, edit)
    if each.state == ReviewState.OVERDUE:
        text = f"Edition {each.profile.number} was to be reviewed by {review_by}. The next begins as a copy of it."
        return Card(f"The profile of {name} is overdue for review", text, edit)
    if each.state == ReviewState.SOON:
        text = f"Edition {each.profile.number} is to be reviewed by {review_by}. The next begins as a copy of it."
        return Card(f"Review the profile of {name} by {review_by}", text, edit, needs_you=False)
    return None
