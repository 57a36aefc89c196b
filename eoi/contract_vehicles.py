"""Where words name a form of contract (S5: too early to assess contract vehicles; naming one could fetter ideas nobody has had yet).

Pure: texts in, mentions out. Whole words, in any case, across line breaks. What merely sounds like one is left alone:
"in partnership", "a strategic partnership", "evaluation framework", "please", "fare concessions", "customer service".
"""

import hashlib
import re
from collections.abc import Iterable
from dataclasses import dataclass

ABOUT_LENGTH = 300
DIGEST_LENGTH = 8

# In this order where two begin at the same word. A space stands for any run of spaces, line breaks or hyphens.
_CONTRACT = "(?:agreement|contract)s?"
_VEHICLES = (
    "joint ventures?(?: compan(?:y|ies)| vehicles?)?",
    f"framework {_CONTRACT}",
    f"outsourcing(?: {_CONTRACT})?",
    "private finance initiatives?",
    "PFI(?: (?:contract|scheme|deal)s?)?",
    "PPP(?: (?:compan(?:y|ies)|(?:contract|scheme|deal)s?))?",
    "public private partnerships?",
    "strategic service (?:delivery )?partnerships?",
    f"partnering {_CONTRACT}",
    f"(?:managed )?services? {_CONTRACT}",
    f"management {_CONTRACT}",
    "contracts? for services?",
    f"call off {_CONTRACT}",
    f"franchis(?:e|ing) {_CONTRACT}",
    f"concessions?(?: {_CONTRACT})?",
    f"(?:sale and )?lease(?: ?back)?(?:s| {_CONTRACT})?",
    f"leasing {_CONTRACT}",
    "compan(?:y|ies) limited by (?:guarantee|shares)",
    "arm['’]?s length (?:management )?(?:compan(?:y|ies)|organisations?|bod(?:y|ies))",
    "ALMOs?",
    "community interest compan(?:y|ies)",
    "limited liability partnerships?",
    "wholly owned compan(?:y|ies)",
    "special purpose (?:vehicles?|compan(?:y|ies))",
    "(?:contract|delivery|investment) vehicles?",
)
_FALSE_FRIENDS = (  # what is paid less for: by whom, for what
    "(?:fares?|fees?|price|tax|travel|ticket) concessions?",
    "concessions? (?:for|on|fares?|fees?|prices?|rates?|tickets?|passes|pass|cards?)",
)


def _alternatives(patterns: Iterable[str]) -> str:
    return "|".join(patterns).replace(" ?", r"[\s\-‐‑]*").replace(" ", r"[\s\-‐‑]+")


_FINDER = re.compile(
    rf"\b(?:(?:{_alternatives(_FALSE_FRIENDS)})|(?P<phrase>{_alternatives(_VEHICLES)}))(?!\w)", re.IGNORECASE
)


@dataclass(frozen=True)
class Text:
    """Words to look through. `place` completes "named in …"; `url` leads to where they are changed."""

    place: str
    words: str
    url: str = ""


@dataclass(frozen=True)
class Mention:
    """A phrase as it was written, and where."""

    phrase: str
    place: str
    url: str = ""

    def __str__(self) -> str:
        return f"“{self.phrase}” in {self.place}"


def mentions_in(texts: Iterable[Text]) -> list[Mention]:
    """Each phrase once a place, in the order of the texts."""
    found: dict[tuple[str, str], Mention] = {}
    for text in texts:
        for match in _FINDER.finditer(text.words):
            if not match["phrase"]:
                continue
            phrase = " ".join(match["phrase"].split())
            found.setdefault((phrase.casefold(), text.place), Mention(phrase, text.place, text.url))
    return list(found.values())


def about(mentions: Iterable[Mention]) -> str:
    """The mentions as one text of at most 300 characters: the same for the same phrases in the same places, and for no others."""
    written = "; ".join(f"{mention.phrase.casefold()} in {mention.place}" for mention in mentions)
    if len(written) <= ABOUT_LENGTH:
        return written
    digest = hashlib.sha256(written.encode()).hexdigest()[:DIGEST_LENGTH]
    return f"{written[: ABOUT_LENGTH - DIGEST_LENGTH - 3]}… #{digest}"
