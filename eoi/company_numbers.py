"""Company numbers as the registrars of the United Kingdom give them: looked at offline, and brought to one form (P17). Pure.

Eight characters: eight digits for a company of England and Wales, else a prefix and digits. A few old industrial and provident
societies have a letter at the end (`IP12345R`); the oldest companies of Northern Ireland have one letter and seven digits.
"""

import re

PREFIXES = {
    "AC": "an assurance company of England and Wales",
    "CE": "a charitable incorporated organisation",
    "CS": "a Scottish charitable incorporated organisation",
    "FC": "an overseas company",
    "FE": "a further education or sixth form college corporation",
    "GE": "a European economic interest grouping",
    "GN": "a European economic interest grouping of Northern Ireland",
    "GS": "a European economic interest grouping of Scotland",
    "IC": "an investment company with variable capital",
    "IP": "a registered society",
    "LP": "a limited partnership",
    "NA": "an assurance company of Northern Ireland",
    "NC": "a limited liability partnership of Northern Ireland",
    "NF": "an overseas company of Northern Ireland",
    "NI": "a company of Northern Ireland",
    "NL": "a limited partnership of Northern Ireland",
    "NO": "a registered society of Northern Ireland",
    "NP": "a registered society of Northern Ireland",
    "NR": "a Royal Charter company of Northern Ireland",
    "NV": "an investment company of Northern Ireland",
    "NZ": "a company of Northern Ireland that is not of the Companies Acts",
    "OC": "a limited liability partnership",
    "OE": "an overseas entity",
    "PC": "a protected cell company",
    "RC": "a Royal Charter company",
    "RS": "a registered society",
    "SA": "an assurance company of Scotland",
    "SC": "a company of Scotland",
    "SE": "a European public company",
    "SF": "an overseas company of Scotland",
    "SG": "a European economic interest grouping of Scotland",
    "SI": "an investment company of Scotland",
    "SL": "a limited partnership of Scotland",
    "SO": "a limited liability partnership of Scotland",
    "SP": "a registered society of Scotland",
    "SR": "a Royal Charter company of Scotland",
    "SZ": "a company of Scotland that is not of the Companies Acts",
    "ZC": "a company that is not of the Companies Acts",
}
LENGTH = 8
FEWEST_DIGITS = 5  # shorter ones exist, but are more often a slip: they have to be typed with their noughts
SEPARATORS = re.compile(r"[\s.\-–/]")
SHAPE = re.compile(r"([A-Z]{0,2})([0-9]{1,8})([A-Z]?)")
WITH_LAST_LETTER = {"IP", "SP", "NP", "NO", "RS"}


def normalised(typed: str) -> str:
    """`sc 12345` becomes `SC012345`, `1234567` becomes `01234567`. What is no company number stays as it was typed, in capitals."""
    plain = SEPARATORS.sub("", typed).upper()
    found = SHAPE.fullmatch(plain)
    if found is None or len(found[2]) < FEWEST_DIGITS - bool(found[3]):
        return plain
    prefix, digits, letter = found.groups()
    return f"{prefix}{digits.zfill(LENGTH - len(prefix) - len(letter))}{letter}"


def fault_of(number: str) -> str:
    """What is wrong with a number in its normal form, as a sentence; nothing where it can be one."""
    found = SHAPE.fullmatch(number)
    if found is None or len(number) != LENGTH:
        return (
            f"“{number[:20]}” is not a company number: it has eight characters, such as 01234567 or SC123456. "
            "Put noughts in front of a shorter number, or leave it empty if there is none."
        )
    prefix, digits, letter = found.groups()
    if prefix not in {"", "R", *PREFIXES}:
        return (
            f"No company number of the United Kingdom begins with {prefix}. "
            "Look at it again: SC is Scotland, NI Northern Ireland, OC and SO are limited liability partnerships."
        )
    if letter and prefix not in WITH_LAST_LETTER:
        return f"A company number that begins with {prefix or 'a digit'} has no letter at its end. Look at it again."
    if not digits.strip("0"):
        return "A company number is not all noughts. Leave it empty if the organisation has none."
    return ""
