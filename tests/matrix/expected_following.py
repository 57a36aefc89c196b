"""Following an advert by mail: everybody, with an account or without, until its page changes no more."""

from tests.matrix.words import read

SHOWN = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:advert-follow-asked
    everybody           absent    page      page      page      page      page
""",
    shown=True,
)

FORMS = read(
    """
                        draft     open      closed    opened    scoring   concluded
eoi:advert-follow
    everybody           absent    form      form      not-now   not-now   not-now
""",
    shown=False,
)

# With links that nobody was sent.
ANYTIME_FORMS = read(
    """
eoi:follow-confirm
    everybody           form
eoi:follow-end
    everybody           form
""",
    shown=False,
)
