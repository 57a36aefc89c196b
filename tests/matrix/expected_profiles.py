"""Services and their profiles: whose answers hang on no advert. The service manager is a deputy of Finance, whose profile is signed off."""

from tests.matrix.words import read

SHOWN = read(
    """
eoi:service-start
    service-manager     page
eoi:service-list
    council             page
    auditor             no
    administrator       no
eoi:profile-detail
    council             page
    auditor             no
    administrator       no
eoi:profile-edition
    council             page
    auditor             no
    administrator       no
eoi:profile-compare
    council             page
    auditor             no
    administrator       no
""",
    shown=True,
)

# No draft is begun: signing off and discarding explain that.
FORMS = read(
    """
eoi:profile-edit
    service-manager     step
eoi:profile-sign-off
    service-manager     not-now
eoi:profile-discard
    service-manager     not-now
eoi:axes-edit
    officers            form
""",
    shown=False,
)
