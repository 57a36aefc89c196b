"""What a draft says otherwise than the edition that stands, for who is about to submit again. Pure: two sealed contents in (P10).

Reads whatever contents of canonical form v1 hold: a key that an older edition lacks counts as empty.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from eoi.models import QuestionKind
from eoi.wording_changes import ADDED, REMOVED, Piece, changes_between
from eoi.words import count_words

Content = Mapping[str, Any]
Passages = list[list[Piece]]
MOST_COMPARED = 2_000 * 2_000  # words with words: beyond, a passage stands whole as it was and as it is

ORGANISATION = {
    "name": "name",
    "company_number": "company number",
    "kind": "kind",
    "size": "size",
    "address": "address",
}


@dataclass(frozen=True)
class ChangeSince:
    """One thing that differs: what, in a sentence; of texts also the passages, with what was added and taken out marked.

    An empty passage stands where paragraphs that stayed are left out.
    """

    title: str
    sentence: str
    passages: Passages = field(default_factory=list)


def changes_since(before: Content, now: Content) -> list[ChangeSince]:
    """In the order of the page. Declaration and standing statements are made anew with each edition, so they are left out."""
    return [
        *_organisation(before["organisation"], now["organisation"]),
        *_named("Members of the consortium", before.get("consortium") or [], now.get("consortium") or [], key="name"),
        *_named("Supporting files", before.get("files") or [], now.get("files") or [], key="name"),
        *_answers(before, now),
    ]


def _organisation(before: Content, now: Content) -> list[ChangeSince]:
    changed = [label for key, label in ORGANISATION.items() if before.get(key, "") != now.get(key, "")]
    return [ChangeSince("The organisation", f"Changed: {_listed(changed)}.")] if changed else []


def _named(title: str, before: Iterable[Content], now: Iterable[Content], *, key: str) -> list[ChangeSince]:
    """Things told apart by a name that may occur twice: in number, then in what is said of them."""
    old, new = _by_name(before, key), _by_name(now, key)
    said = [
        _said("Added", [name for name in new if len(new[name]) > len(old.get(name, []))]),
        _said("Taken off", [name for name in old if len(old[name]) > len(new.get(name, []))]),
        _said("Changed", [name for name in new if len(new[name]) == len(old.get(name, [])) and new[name] != old[name]]),
    ]
    sentence = " ".join(part for part in said if part)
    return [ChangeSince(title, sentence)] if sentence else []


def _by_name(things: Iterable[Content], key: str) -> dict[str, list[Content]]:
    found: dict[str, list[Content]] = {}
    for thing in things:
        found.setdefault(thing[key], []).append(thing)
    return found


def _said(what: str, names: list[str]) -> str:
    return f"{what}: {_listed(names)}." if names else ""


def _listed(words: list[str]) -> str:
    return " and ".join(part for part in (", ".join(words[:-1]), words[-1]) if part)


def _answers(before: Content, now: Content) -> list[ChangeSince]:
    """Of each question that is asked; the questions of an advert stay as they were published."""
    found = []
    for question in now["questions"]:
        old, new = before["answers"].get(question["key"]) or {}, now["answers"].get(question["key"]) or {}
        if old != new:
            is_need = question["kind"] == QuestionKind.NEED
            found.append(_answer(question["title"], old, new, is_need=is_need))
    return found


def _answer(title: str, old: Content, new: Content, *, is_need: bool) -> ChangeSince:
    was, says = old.get("text", ""), new.get("text", "")
    if is_need and old.get("selected") != new.get("selected"):
        return ChangeSince(title, "Chosen now." if new.get("selected") else "Not chosen any more.")
    if new.get("nothing_offered") and not old.get("nothing_offered"):
        return ChangeSince(title, "You offer nothing for this objective now.")
    if was == says:
        return ChangeSince(title, "What you ticked or marked is different. The words are the same.")
    sentence = f"{_words(was)} before, {_words(says)} now."
    return ChangeSince(title, sentence, _passages(_paragraphs(was), _paragraphs(says)))


def _passages(before: list[str], now: list[str]) -> Passages:
    found: Passages = []
    for tag, start, end, new_start, new_end in SequenceMatcher(None, before, now, autojunk=False).get_opcodes():
        old, new = "\n\n".join(before[start:end]), "\n\n".join(now[new_start:new_end])
        if tag == "equal":
            found.append([])
        elif len(old.split()) * len(new.split()) <= MOST_COMPARED:
            found.append(changes_between(old, new))
        else:
            found.append([Piece(REMOVED, f"{old}\n\n"), Piece(ADDED, new)])
    return found


def _paragraphs(text: str) -> list[str]:
    return [part.strip() for part in text.split("\n\n") if part.strip()]


def _words(text: str) -> str:
    number = count_words(text)
    return "1 word" if number == 1 else f"{number:,} words"
