"""What an evaluator chooses between."""

from eoi.models import Criterion
from evaluation.forms.assessment import marks_of


def test_each_criterion_offers_its_own_descriptors_highest_first():
    first = Criterion(levels={"0": "Nothing of value: Nothing.", "5": "Excellent: Within a year."})
    second = Criterion(levels={"0": "Nothing of value: Nothing.", "5": "Excellent: A figure we can check."})

    assert [words for _, words in marks_of(first)][:2] == ["Excellent: Within a year.", "Nothing of value: Nothing."]
    assert next(words for _, words in marks_of(second)) == "Excellent: A figure we can check."
