"""What the criteria of an advert have to add up to, who may be asked to agree them, and when they may answer (S5, S15)."""

from collections.abc import Iterable
from decimal import Decimal

from django.urls import reverse

from eoi.contract_vehicles import Mention, Text, mentions_in
from eoi.models import Advert, CriteriaAgreer, Criterion, ObjectiveWording, User
from eoi.permissions import may_be_asked_to_agree
from eoi.problems import Problem

FULL_WEIGHT = Decimal(100)


def total_weighting(advert: Advert) -> Decimal:
    """The sum of its weightings, in per cent. One query, none after `with_parts`."""
    return sum((criterion.weighting for criterion in advert.criteria.all()), Decimal(0))


def problems_with_criteria(advert: Advert, criteria: Iterable[Criterion]) -> list[Problem]:
    """What is still to be drafted: weightings of 100, and for each criterion guidance and six descriptors (S15). No query."""
    criteria = list(criteria)
    page = reverse("eoi:criteria-edit", args=[advert.reference])
    if not criteria:
        return [Problem("no-criteria", "No objective is scored yet. Choose at least one.", page)]
    found = []
    total = sum((criterion.weighting for criterion in criteria), Decimal(0))
    if total != FULL_WEIGHT:
        found.append(Problem("weightings", f"The weightings total {total.normalize():f}. Make them total 100.", page))
    for criterion in criteria:
        found += _problems_with_words(criterion, page=criterion_page(advert, criterion))
    return found


def problems_with_criterion(criteria: Iterable[Criterion], wording: ObjectiveWording) -> list[Problem]:
    """It may have been taken out meanwhile."""
    if any(criterion.wording.objective_id == wording.objective_id for criterion in criteria):
        return []
    return [
        Problem("not-scored", f"“{wording.short_title}” is not scored any more. Put it back among the criteria first.")
    ]


def problems_with_asking_to_agree(advert: Advert, person: User) -> list[Problem]:
    """The council's own people and representatives, each once; not partners, auditors, administrators. Two queries at most."""
    if not person.is_active or not may_be_asked_to_agree(person):
        return [
            Problem(
                "not-eligible",
                f"{person.full_name} cannot be asked to agree the criteria. Choose a name from the list.",
            )
        ]
    if CriteriaAgreer.objects.of(advert).asked().is_person(person).exists():
        return [Problem("asked-already", f"{person.full_name} is asked already. Choose somebody else.")]
    return []


def problems_with_asking_again(advert: Advert) -> list[Problem]:
    """There is somebody who has not been told of the criteria as they stand. One query."""
    if CriteriaAgreer.objects.of(advert).asked().to_ask_again(advert.criteria_version).exists():
        return []
    return [Problem("nobody-to-ask", "Everybody on the list has been asked about the criteria as they stand now.")]


def problems_with_taking_off(agreer: CriteriaAgreer) -> list[Problem]:
    if agreer.is_asked:
        return []
    return [Problem("taken-off", f"{agreer.user.full_name} has been taken off the list already.")]


def problems_with_answering_criteria(
    advert: Advert, agreer: CriteriaAgreer | None, *, criteria_version: int, agrees: bool, comment: str
) -> list[Problem]:
    """Whoever is asked, before publication, on the criteria as they stand. Needs `with_latest_opinion`; no query."""
    if advert.is_published:
        return [
            Problem(
                "frozen", "The advert has been published: its criteria no longer change, nor what was said of them."
            )
        ]
    if agreer is None:
        return [Problem("not-asked", "You are not on the list of those who are asked to agree these criteria.")]
    if criteria_version != advert.criteria_version:
        return [
            Problem(
                "changed-meanwhile",
                "The criteria changed while you were reading. What you chose and wrote stands below: read the criteria as "
                "they are now, then send your answer again.",
            )
        ]
    said = (agreer.latest_version, agreer.latest_agrees, agreer.latest_comment)  # type: ignore[attr-defined]
    if said == (criteria_version, agrees, comment):
        return [Problem("said-already", "Your answer on these criteria is recorded already, in the same words.")]
    return []


def contract_vehicles_in(advert: Advert, criteria: Iterable[Criterion]) -> list[Mention]:
    """Where the draft names a form of contract (S5). `criteria` with wordings and objectives; no query."""
    edit = reverse("eoi:advert-edit", args=[advert.reference])
    texts = [
        Text("the title", advert.title, f"{edit}#id_title"),
        Text("the summary", advert.summary, f"{edit}#id_summary"),
        Text("the text of the advert", advert.body, f"{edit}#id_body"),
    ]
    for criterion in criteria:
        number, page = criterion.wording.objective.number, criterion_page(advert, criterion)
        texts.append(Text(f"the wording of objective {number}", criterion.wording.wording, page))
        texts.append(Text(f"the guidance for objective {number}", criterion.guidance, f"{page}#id_guidance"))
        texts += [
            Text(f"the descriptor of {value} for objective {number}", words, f"{page}#id_level_{value}")
            for value, words in sorted(criterion.levels.items(), reverse=True)
        ]
    return mentions_in(texts)


def criterion_page(advert: Advert, criterion: Criterion) -> str:
    return reverse("eoi:criterion-edit", args=[advert.reference, criterion.wording.objective.number])


def _problems_with_words(criterion: Criterion, *, page: str) -> list[Problem]:
    number, found = criterion.wording.objective.number, []
    if not criterion.guidance.strip():
        found.append(
            Problem(
                "no-guidance",
                f"Objective {number} has no guidance. Say what you would like to know.",
                f"{page}#id_guidance",
            )
        )
    if missing := criterion.missing_levels:
        which = ", ".join(missing)
        found.append(
            Problem(
                "no-descriptor",
                f"Objective {number} has no descriptor for {which}. Write it, or put the standard one back.",
                f"{page}#id_level_{missing[0]}",
            )
        )
    return found
