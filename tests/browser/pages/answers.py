"""Every kind of question, two texts that met, and who changed what."""

from tests.browser.visits import Mistake, Visit, Word

WHO, EXPRESSION = "writer", "written.reference"


def _answer(key: str) -> tuple[str, Word]:
    return EXPRESSION, Word(key)


PAGES = [
    Visit("eoi:expression-detail", WHO, (EXPRESSION,)),
    Visit("eoi:answer-history", "lead", ("begun.reference",)),
    Visit("eoi:answer-history", WHO, (EXPRESSION,)),
    Visit("eoi:answer-history", WHO, (EXPRESSION,), query="?answer=objective-2"),
    Visit("eoi:answer-history", WHO, (EXPRESSION,), query="?page=2"),
    Visit("eoi:answer-history", "late.started_by", ("late.reference",)),
    Visit("eoi:answer-restore", WHO, (*_answer("objective-2"), 1)),
    Visit("eoi:answer-restore", WHO, (*_answer("objective-2"), 3)),
    Visit("eoi:answer-restore", "late.started_by", ("late.reference", Word("objective-1"), 1)),
    Visit("eoi:answer-settle", WHO, _answer("objective-1")),
    Visit("eoi:answer-settle", WHO, _answer("need-skills-gaps")),
    Visit("eoi:answer-settle", WHO, _answer("about")),
    Visit("eoi:answer-edit", WHO, _answer("objective-1")),
    Visit("eoi:answer-edit", WHO, _answer("workforce")),
    Visit("eoi:answer-edit", WHO, _answer("services")),
    Visit("eoi:answer-edit", WHO, _answer("issues")),
    Visit("eoi:answer-edit", WHO, _answer("ai-use")),
    Visit("eoi:needs-edit", WHO, (EXPRESSION,)),
    Visit("eoi:expression-check", WHO, (EXPRESSION,)),
]

MISTAKES = [
    Mistake("eoi:answer-edit", WHO, _answer("objective-1"), typed={"sensitive_reason": "x" * 1001}),
    Mistake("eoi:answer-edit", WHO, _answer("services"), typed={"text": "x" * 100_001}),
    Mistake("eoi:answer-settle", WHO, _answer("objective-1"), typed={"text": "x" * 100_001}),
]
