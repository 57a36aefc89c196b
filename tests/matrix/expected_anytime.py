"""Accounts, people, organisations, standing pages: whose answers hang on no advert. Asked about in one phase."""

from tests.matrix.words import read

SHOWN = read(
    """
health
    everybody           page
eoi:help
    everybody           page
eoi:privacy
    everybody           page
eoi:cookies
    everybody           page
eoi:accessibility
    everybody           page
eoi:contact
    everybody           page
eoi:gallery
    everybody           absent
account_inactive
    everybody           page
account_email_verification_sent
    everybody           page
account_reset_password_done
    everybody           page
account_reset_password_from_key_done
    everybody           page
mfa_index
    signed-in           page
mfa_view_recovery_codes
    signed-in           absent
eoi:organisation-detail
    its-partners        page
    other-partner       absent
eoi:person-list
    administrator       page
eoi:person-detail
    administrator       page
eoi:staff-invitation-list
    administrator       page
""",
    shown=True,
)

# Sign-in by a code from a mail is switched off, and nobody has recovery codes yet.
FORMS = read(
    """
account_login
    visitor             form
    signed-in           onward
account_signup
    visitor             form
    signed-in           onward
account_logout
    visitor             onward
    signed-in           step
account_confirm_login_code
    everybody           onward
account_confirm_email
    everybody           step
account_reset_password
    everybody           form
account_reset_password_from_key
    everybody           onward
account_change_password
    signed-in           form
account_set_password
    signed-in           onward
account_email
    signed-in           step
account_reauthenticate
    signed-in           form
mfa_authenticate
    everybody           onward
mfa_reauthenticate
    partners            onward
    council             form
mfa_activate_totp
    partners            form
    council             onward
mfa_deactivate_totp
    partners            absent
    council             step
mfa_generate_recovery_codes
    partners            form
    council             step
mfa_download_recovery_codes
    signed-in           absent
eoi:verification-resend
    everybody           form
eoi:staff-invitation-accept
    everybody           form
eoi:organisation-create
    partners            form
eoi:join-request-create
    partners            form
eoi:organisation-edit
    partner             form
    other-partner       absent
eoi:membership-invite
    partner             form
    other-partner       absent
eoi:membership-leave
    partner             not-now
    contributor         step
    other-partner       absent
eoi:membership-make-lead
    partner             step
    other-partner       absent
eoi:join-request-decide
    partner             not-now
    other-partner       absent
eoi:membership-invitation-withdraw
    partner             step
    other-partner       absent
eoi:membership-accept
    its-partners        not-now
    other-partner       step
eoi:person-edit
    administrator       form
eoi:person-disable
    administrator       step
eoi:person-enable
    administrator       not-now
eoi:person-reset-second-factor
    administrator       step
eoi:staff-invitation-create
    administrator       form
eoi:staff-invitation-withdraw
    administrator       step
eoi:staff-invitation-resend
    administrator       step
""",
    shown=False,
)
