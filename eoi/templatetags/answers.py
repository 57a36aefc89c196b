"""What pages ask of an answer: the titles of what was ticked."""

from django import template

from eoi.models import Answer, AnswerEdition, Question

register = template.Library()


@register.simple_tag
def ticked(question: Question, answer: Answer | AnswerEdition) -> list[str]:
    """In the order asked; all of them where that was ticked."""
    return [option["title"] for option in question.chosen(answer.choices)]
