"""How often receipts may be checked from one network address."""

from eoi.problems import Problem

MOST_CHECKS_AN_HOUR = 60


def problems_with_checking_often(times: int) -> list[Problem]:
    """`times`: how often this network address has checked within the hour, this time included."""
    if times <= MOST_CHECKS_AN_HOUR:
        return []
    text = (
        f"{MOST_CHECKS_AN_HOUR} receipts have been checked from your network within an hour, which is the most. Wait an hour, "
        "or check them on your own computer with the program further down, as many as you like."
    )
    return [Problem("limit", text, "#id_receipt")]
