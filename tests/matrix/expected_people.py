"""Inviting many colleagues: whose answers hang on no advert (DESIGN §5)."""

from tests.matrix.words import read

FORMS = read(
    """
eoi:staff-invitation-bulk
    administrator       form
""",
    shown=False,
)
