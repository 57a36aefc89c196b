"""Every setting of the service. What a deployment decides comes from the environment and is explained in .env.example.

Without DATABASE_URL the service is a demonstration on an embedded database; with it, it is in production and refuses to
start with anything unsafe, in a sentence that says what to change.
"""

from pathlib import Path
from typing import Any

from .database import configuration
from .environment import (
    Environment,
    SettingProblem,
    kept_secret_key,
    mail_server,
    probe_address,
    public_address,
    secret_key,
)
from .log_settings import log_settings

BASE_DIR = Path(__file__).resolve().parent.parent
env = Environment.of_checkout(BASE_DIR)
VAR = BASE_DIR / env.text("VAR_FOLDER", "var")
(VAR / "static").mkdir(parents=True, exist_ok=True)

# Which of the two: the demonstration on this machine, or production
DATABASE_URL = env.text("DATABASE_URL", "")
EMBEDDED = not DATABASE_URL
DEBUG = env.flag("DEBUG", False)
DEMO = env.flag("DEMO", EMBEDDED)
if DEBUG and not EMBEDDED:
    raise SettingProblem("DEBUG=1 is refused with DATABASE_URL: its error pages show secrets. Remove DEBUG.")
if DEMO and not EMBEDDED:
    raise SettingProblem("DEMO=1 is refused with DATABASE_URL: its passwords are known to everyone. Remove DEMO.")

PORT = env.number("PORT", 8000, lowest=1, highest=65535)
WEB_WORKERS = env.number("WEB_WORKERS", 2, lowest=1, highest=32)

if EMBEDDED:
    SECRET_KEY = env.text("SECRET_KEY", "") or kept_secret_key(VAR / "secret_key")
    ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
    PUBLIC_ADDRESS = public_address(env.text("PUBLIC_ADDRESS", f"http://127.0.0.1:{PORT}"), secure=False)
else:
    SECRET_KEY = secret_key(env.text("SECRET_KEY"))
    ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", example="partnering.salford.example")
    if "*" in ALLOWED_HOSTS:
        raise SettingProblem("ALLOWED_HOSTS is *, which lets anyone choose the links in our mails. Name the hosts.")
    PUBLIC_ADDRESS = public_address(env.text("PUBLIC_ADDRESS", example="https://partnering.example"), secure=True)

EMBEDDED_DATA = VAR / env.text("EMBEDDED_DATABASE", "postgres")
DATABASES = {"default": configuration(DATABASE_URL, EMBEDDED_DATA)}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# Who we are
COUNCIL_NAME = env.text("COUNCIL_NAME", "Salford City Council")
SERVICE_NAME = env.text("SERVICE_NAME", "Partnering")
CONTACT_TELEPHONE = env.text("CONTACT_TELEPHONE", "0161 496 0000")
CONTACT_EMAIL = env.text("CONTACT_EMAIL", "partnering@salford.example")

# What the worker asks once a minute, to know whether the service can be reached; nothing: nobody looks (ADR 0032)
PROBE_ADDRESS = probe_address(env.text("PROBE_ADDRESS", ""))

# How notices name us. What stands here by default is for the demonstration: production has nothing, and a draft without
# them is not ready (ADR 0026)
COUNCIL_STREET = env.text("COUNCIL_STREET", "Salford Civic Centre, Chorley Road" if EMBEDDED else "")
COUNCIL_TOWN = env.text("COUNCIL_TOWN", "Swinton" if EMBEDDED else "")
COUNCIL_POSTCODE = env.text("COUNCIL_POSTCODE", "M27 5DA" if EMBEDDED else "")
COUNCIL_PPON = env.text("COUNCIL_PPON", "DEMO-0000-DEMO" if EMBEDDED else "")
OCDS_PREFIX = env.text("OCDS_PREFIX", "ocds-000000" if EMBEDDED else "")

INSTALLED_APPS = [
    "eoi",
    "evaluation",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "crispy_forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "post_office",
    "csp",
    "salford_partnering",
]

MIDDLEWARE = [
    "salford_partnering.failures.RequestReference",
    "eoi.asking.AskedByNobody",  # before anything that reads or keeps a session
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_permissions_policy.PermissionsPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "salford_partnering.uploads.ReceivedFirst",
    "eoi.identity.RequestIdentity",
    "eoi.sessions.SessionRenewed",
    "eoi.middleware.SignInRequired",
    "eoi.middleware.SecondFactorRequired",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
]

ROOT_URLCONF = "salford_partnering.urls"
WSGI_APPLICATION = "salford_partnering.wsgi.application"
CSRF_FAILURE_VIEW = "salford_partnering.failures.csrf_failure"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "salford_partnering.context.site",
            ],
        },
    },
]
CRISPY_ALLOWED_TEMPLATE_PACKS = ("gds",)
CRISPY_TEMPLATE_PACK = "gds"

# Time and language
LANGUAGE_CODE = "en-gb"
TIME_ZONE = "Europe/London"
USE_TZ = True
USE_I18N = True

# Accounts: signed in by e-mail, verified, with a second factor for council staff (eoi.middleware)
AUTH_USER_MODEL = "eoi.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
PASSWORD_HASHERS = [
    "salford_partnering.passwords.Argon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",  # what was hashed before is read, and hashed anew at the next sign-in
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/start/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "eoi.accounts.AccountAdapter"
ACCOUNT_FORMS = {"signup": "eoi.forms.account.SignUpForm"}
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_DEFAULT_HTTP_PROTOCOL = PUBLIC_ADDRESS.partition(":")[0]
ACCOUNT_SESSION_REMEMBER = True
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = f"{COUNCIL_NAME} {SERVICE_NAME}"
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXY_COUNT", 0, lowest=0, highest=10)

# Sessions last twelve hours from the last page, to within ten minutes (eoi.sessions); nothing is kept in the cookie but a key
SESSION_COOKIE_AGE = 12 * 60 * 60
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"

# A shared cache, so that sign-in limits hold across workers (PITFALLS §4)
CACHES = {"default": {"BACKEND": "salford_partnering.shared_cache.SharedCache", "LOCATION": "cache"}}

# Browser's guards: nothing inline, nothing from elsewhere, no frames
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "font-src": ["'self'"],
        "img-src": ["'self'", "data:"],  # data: for the second factor's QR code
        "connect-src": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
        "base-uri": ["'none'"],
    }
}
PERMISSIONS_POLICY: dict[str, list[str]] = {
    feature: []
    for feature in [
        "accelerometer",
        "autoplay",
        "camera",
        "display-capture",
        "encrypted-media",
        "fullscreen",
        "geolocation",
        "gyroscope",
        "magnetometer",
        "microphone",
        "midi",
        "payment",
        "picture-in-picture",
        "screen-wake-lock",
        "usb",
        "xr-spatial-tracking",
    ]
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_CONTENT_TYPE_NOSNIFF = True
if not EMBEDDED:
    SESSION_COOKIE_SECURE = True
    CSRF_COOKIE_SECURE = True
    CSRF_TRUSTED_ORIGINS = [PUBLIC_ADDRESS]
    SECURE_SSL_REDIRECT = True
    SECURE_REDIRECT_EXEMPT = [r"^health/$"]  # asked by the load balancer over plain HTTP
    SECURE_HSTS_SECONDS = env.number("HSTS_SECONDS", 365 * 24 * 60 * 60, lowest=0, highest=2 * 365 * 24 * 60 * 60)
    SECURE_HSTS_INCLUDE_SUBDOMAINS = True
    SILENCED_SYSTEM_CHECKS = ["security.W021"]  # preloading is for the owner of the whole domain to decide
    if env.flag("BEHIND_TLS_PROXY", False):
        SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

# What one request may carry: a text of 5 MB still reaches its form, which then says what the limit is
DATA_UPLOAD_MAX_MEMORY_SIZE = FILE_UPLOAD_MAX_MEMORY_SIZE = 10 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000

# Files: how big one may be, and how many come at once. What is bigger is cut off while it comes, and then refused in a sentence
UPLOAD_LIMIT = env.number("UPLOAD_LIMIT_MB", 20, lowest=1, highest=500) * 1024 * 1024
MOST_FILES = env.number("MOST_FILES", 10, lowest=1, highest=100)
FILES_TOTAL = env.number("FILES_TOTAL_MB", 100, lowest=1, highest=5000) * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FILES = 10
FILE_UPLOAD_HANDLERS = [
    "salford_partnering.uploads.CutOffAtLimit",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]

# The virus scanner: the path of the Unix socket of ClamAV's daemon; without one, readers of files are warned
CLAMD_SOCKET = env.text("CLAMD_SOCKET", "")

# Static files: built and committed; in production collected once and named by their content
STATIC_URL = "/static/"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATIC_ROOT = VAR / "static"
WHITENOISE_USE_FINDERS = EMBEDDED
WHITENOISE_AUTOREFRESH = DEBUG
FILES = BASE_DIR / env.text("FILES_FOLDER", str(VAR / "files"))
STORAGES: dict[str, dict[str, Any]] = {
    "default": {"BACKEND": "eoi.file_store.WholeFileStorage", "OPTIONS": {"location": FILES}},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if EMBEDDED
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Mail: queued in the transaction that causes it, sent by the worker one at a time, so that a killed worker costs at
# most one second copy and loses none (PITFALLS §5)
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", f"{COUNCIL_NAME} {SERVICE_NAME} <{CONTACT_EMAIL}>")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_BACKEND = "post_office.EmailBackend"
EMAIL_TIMEOUT = 20
MAIL_FOLDER = VAR / "mail"
if not EMBEDDED:
    globals().update(mail_server(env.text("EMAIL_URL", example="smtp+tls://user:password@mail.example:587")))
POST_OFFICE: dict[str, Any] = {
    "BACKENDS": {
        "default": "salford_partnering.mail.ReadableFileBackend"
        if EMBEDDED
        else "django.core.mail.backends.smtp.EmailBackend"
    },
    "BATCH_SIZE": 1,
    "THREADS_PER_PROCESS": 1,
    "LOCK_FILE_NAME": str(VAR / "mail-queue"),
    "MAX_RETRIES": 5,
    "MESSAGE_ID_ENABLED": True,
    "MESSAGE_ID_FQDN": CONTACT_EMAIL.rpartition("@")[2],
}

LOGGING = log_settings(debug=DEBUG)
