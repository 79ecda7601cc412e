"""All settings, in one file, driven by the environment.

`docs/operations.md` names every variable. Nothing secret has a default: outside a trial
(MADOAKARI_TRIAL, the demo city and the tests) the service does not start without SECRET_KEY.
"""

import os
from pathlib import Path
from urllib.parse import quote

import environ
from csp.constants import NONE, SELF
from django.conf.locale import LANG_INFO
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from config.logs import logging_of
from config.trial_key import trial_key

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()

# A trial is a demo or a test server: it may freeze its clock and shows its mail on a page.
TRIAL = env.bool("MADOAKARI_TRIAL", default=False)
# What any of our programs writes may tell of people: it is for whoever runs them, and nobody beside.
os.umask(0o077)
STATE_DIR = Path(env("STATE_DIR", default=str(BASE_DIR / "var")))
STATE_DIR.mkdir(parents=True, exist_ok=True)
# Who was forgotten, by key: what a backup must not bring back. It is best kept on another disk.
ERASED_LIST = Path(env("ERASED_LIST", default=str(STATE_DIR / "erased.txt")))
CLOCK = env("MADOAKARI_CLOCK", default="")
if CLOCK and not TRIAL:
    raise ImproperlyConfigured("MADOAKARI_CLOCK is for trials only: unset it, or set MADOAKARI_TRIAL=1.")

SECRET_KEY = env("SECRET_KEY", default="") or (trial_key(STATE_DIR / "secret-key") if TRIAL else "")
if not SECRET_KEY:
    raise ImproperlyConfigured("SECRET_KEY is not set. docs/operations.md says how to make one.")
# Those before it: what they have signed or sealed stands until they are taken out.
SECRET_KEY_FALLBACKS = env.list("SECRET_KEY_FALLBACKS", default=[])
DEBUG = False
PROXIES = 1 if env.bool("BEHIND_PROXY", default=False) else 0
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", default=["127.0.0.1", "localhost", "testserver"] if TRIAL else [])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", default=[])

# Whoever serves has a second factor; a trial may go without, since its passwords are printed.
STAFF_SECOND_FACTOR = env.bool("STAFF_SECOND_FACTOR", default=not TRIAL)
if not (STAFF_SECOND_FACTOR or TRIAL):
    raise ImproperlyConfigured(
        "STAFF_SECOND_FACTOR=0 is for trials only: unset it, or set MADOAKARI_TRIAL=1."
    )

INSTALLED_APPS = [
    "config.apps.Admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "csp",
    "django_htmx",
    "django_filters",
    "rest_framework",
    "drf_spectacular",
    "drf_spectacular_sidecar",
    "post_office",
    "schedule",
    "facilities",
    "booking",
]
# The first is the outermost: it sees a request first and its answer last.
MIDDLEWARE = [
    # Before all others, so that what one of them answers by itself is counted and numbered, too.
    "config.observing.Observed",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    # Outside the session, whose own header it must not overwrite.
    "config.middleware.NotShared",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "booking.web.preferences.middleware",
    # Before anybody reads the body; after the language, in which it says what is wrong.
    "config.middleware.BoundedInput",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    # Right after who it is: without a second factor whoever serves is a member to all that follow.
    "booking.web.confirmed.middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "csp.middleware.CSPMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "booking.web.returning.middleware",
    "config.middleware.OpenedByHand",
    # Innermost, so that the others still dress its page.
    "config.middleware.DatabaseAway",
]
ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
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
                "booking.web.preferences.look",
            ],
        },
    },
]

DATABASES = {"default": env.db("DATABASE_URL", default=f"sqlite:///{STATE_DIR / 'madoakari.sqlite3'}")}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file that is gone is an error, not an empty database: only `migrate` makes one.
    SQLITE_FILE = Path(DATABASES["default"]["NAME"])
    DATABASES["default"]["NAME"] = f"file:{quote(str(SQLITE_FILE))}?mode=rw"
    # IMMEDIATE is our lock on SQLite: a verb takes the write lock before it reads what it decides on.
    # Whoever waits for it keeps a thread from the readers, so that the wait is not long.
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 8,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL;",
    }
else:
    # A verb that waits longer than ten seconds for a lock answers 503 instead.
    # And nothing is compiled (JIT): our statements are over before that would be, a long feed's in a third.
    waits = {"options": "-c lock_timeout=10000 -c jit=off", "connect_timeout": 5}
    # What a page asks again and again is planned once for each connection: a tenth of its time.
    plans = {"server_side_binding": True, "prepare_threshold": 5}
    DATABASES["default"]["OPTIONS"] = DATABASES["default"].get("OPTIONS", {}) | waits | plans
    DATABASES["default"]["CONN_MAX_AGE"] = 60
    DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        # Counts of requests stand in it: past this number they would be dropped at random.
        "OPTIONS": {"MAX_ENTRIES": 10_000},
    }
}

AUTH_USER_MODEL = "booking.Person"
AUTHENTICATION_BACKENDS = ["booking.web.accounts.Backend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/me/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_USER_MODEL_USERNAME_FIELD = "card_number"
ACCOUNT_LOGIN_METHODS = {"username", "email"}
ACCOUNT_SIGNUP_FIELDS = ["username*", "email", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_ADAPTER = "booking.web.accounts.Adapter"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_PREVENT_ENUMERATION = True
# A mail to an address that nobody has given us could be sent to anybody, by anybody.
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_FORMS = {"login": "booking.web.account_forms.SignIn"}
# Wrong passwords are slowed down by booking.actions.tries: a limit here would lock out a school, or somebody.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None, "reauthenticate": None}
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
MFA_ADAPTER = "booking.web.second_factors.Adapter"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_FORMS = {
    "authenticate": "booking.web.second_factors.EnterCode",
    "reauthenticate": "booking.web.second_factors.EnterCodeAgain",
    "activate_totp": "booking.web.second_factors.FirstCode",
    "add_webauthn": "booking.web.second_factors.AddKey",
    "authenticate_webauthn": "booking.web.second_factors.EnterKey",
    "reauthenticate_webauthn": "booking.web.second_factors.EnterKeyAgain",
}
MFA_TOTP_ISSUER = "Madoakari"
# A code that was typed slowly still counts.
MFA_TOTP_TOLERANCE = 1
# Behind a proxy everybody would share its address, and with it the wait after wrong passwords.
ALLAUTH_TRUSTED_PROXY_COUNT = PROXIES

# A guardian sees the child's bookings up to the end of the school year in which this age is reached.
GUARDIANS_UNTIL_AGE = env.int("GUARDIANS_UNTIL_AGE", default=18)

LANGUAGE_CODE = "ja"
LANGUAGES = [("ja", "日本語"), ("ja-easy", "やさしい日本語"), ("en", "English")]
# Short sentences and few kanji, out of the same catalogue; what it lacks is said in plain Japanese.
LANG_INFO["ja-easy"] = {**LANG_INFO["ja"], "code": "ja-easy", "name_local": "やさしい日本語"}
LOCALE_PATHS = [BASE_DIR / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Tokyo"

STATIC_URL = "static/"
STATIC_ROOT = Path(env("STATIC_ROOT", default=str(STATE_DIR / "static")))
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}

# Mail is written into the database with what it tells of; `manage.py work` sends it by MAIL_URL.
mail = env.email_url(
    "MAIL_URL", default=f"filemail:///{STATE_DIR / 'mail'}" if TRIAL else "smtp://localhost:25"
)
EMAIL_BACKEND = "booking.outbox.Outbox"
EMAIL_HOST, EMAIL_PORT = mail["EMAIL_HOST"], mail["EMAIL_PORT"]
EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = mail["EMAIL_HOST_USER"], mail["EMAIL_HOST_PASSWORD"]
EMAIL_USE_TLS, EMAIL_USE_SSL = mail.get("EMAIL_USE_TLS", False), mail.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = mail["EMAIL_FILE_PATH"]
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env("DEFAULT_FROM_EMAIL", default="madoakari@localhost")
POST_OFFICE = {
    "BACKENDS": {"default": mail["EMAIL_BACKEND"]},
    "BATCH_SIZE": 1,
    "THREADS_PER_PROCESS": 1,
    "SENDING_ORDER": ["-priority", "id"],
    "MAX_RETRIES": 10,
}

REST_FRAMEWORK = {
    "DEFAULT_SCHEMA_CLASS": "booking.api.schema.WithProblems",
    "DEFAULT_AUTHENTICATION_CLASSES": ["booking.api.sessions.Session", "booking.api.tokens.Bearer"],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "booking.api.accepting.Accepting",
    "DEFAULT_PARSER_CLASSES": ["booking.api.bodies.JsonBody"],
    "DEFAULT_THROTTLE_CLASSES": ["booking.api.throttles.SharedRate"],
    "DEFAULT_METADATA_CLASS": None,
    "EXCEPTION_HANDLER": "booking.api.problems.answer",
    "NON_FIELD_ERRORS_KEY": "body",
    "NUM_PROXIES": PROXIES,
    "UNAUTHENTICATED_USER": "django.contrib.auth.models.AnonymousUser",
}
# Generous: a school or a library may stand behind one address.
API_REQUESTS_A_MINUTE = {"person": 600, "address": 3000}
SPECTACULAR_SETTINGS = {
    "TITLE": "まどあかり API",
    "DESCRIPTION": _(
        "館・部屋・きまりは、だれでも読めます。予約は、サインインかプログラムのトークンで行います。"
        "時点は時差つきの ISO 8601、エラーは application/problem+json(RFC 9457)です。"
    ),
    "VERSION": "1.0.0",
    "OAS_VERSION": "3.1.0",
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "SERVE_INCLUDE_SCHEMA": False,
    "POSTPROCESSING_HOOKS": [
        "drf_spectacular.hooks.postprocess_schema_enums",
        "booking.api.schema.with_problems",
    ],
    # Of fields that share a name and not their values.
    "ENUM_NAME_OVERRIDES": {
        "BookingState": "booking.api.choices.BOOKING_STATES",
        "SlotState": "booking.api.slots.SEEN_BY_ALL",
        "WaitState": "booking.api.choices.WAIT_STATES",
        "RoundState": "booking.api.choices.ROUND_STATES",
        "DeskRoundState": "booking.api.choices.ROUND_STATES_AT_DESK",
        "WinPeriod": "booking.api.choices.WIN_PERIODS",
        "Outcome": "booking.api.choices.OUTCOMES",
        "ChoiceOutcome": "booking.api.choices.CHOICE_OUTCOMES",
        "HallKind": "booking.api.choices.HALL_KINDS",
        "GroupKind": "booking.api.choices.GROUP_KINDS",
        "FeedKind": "booking.api.choices.FEED_KINDS",
        "Channel": "booking.api.choices.CHANNELS",
        "FaultKind": "booking.api.choices.FAULT_KINDS",
        "OccurrenceKind": "booking.api.choices.OCCURRENCE_KINDS",
        "Queue": "booking.api.choices.QUEUES",
        "Right": "booking.api.choices.RIGHTS",
        "Stage": "booking.api.choices.STAGES",
        "TieKind": "booking.api.choices.TIE_KINDS",
        "WarningKind": "booking.api.choices.WARNINGS",
        "EveningKind": "booking.api.choices.EVENING_KINDS",
        "OutsideBecomes": "booking.api.choices.BECOMES",
        "PaperKind": "booking.api.choices.PAPERS",
        "PostRole": "booking.api.choices.ROLES",
        "GivenRole": "booking.api.choices.GIVEN_ROLES",
        "NoticeFamily": "booking.api.choices.FAMILIES",
        "IssueKind": "booking.api.choices.ISSUE_KINDS",
        "ArticleState": "booking.api.choices.ARTICLE_STATES",
        "AnnouncedSort": "booking.api.choices.SORTS",
        "Audience": "booking.api.choices.AUDIENCES",
        "LectureState": "booking.api.choices.LECTURE_STATES",
        "SupportedKind": "booking.api.choices.SUPPORTED_KINDS",
        "SupportedState": "booking.api.choices.SUPPORTED_STATES",
        "GrantStep": "booking.api.choices.GRANT_STEPS",
        "SuggestionState": "booking.api.choices.SUGGESTION_STATES",
        "SuggestionAnswer": "booking.api.choices.SUGGESTION_ANSWERS",
        "PartnerAnswer": "booking.api.choices.PARTNER_ANSWERS",
        "ReporterKind": "booking.api.choices.REPORTERS",
        "ReportsEvery": "booking.api.choices.REPORTS_EVERY",
        "ReportAnswer": "booking.api.choices.REPORT_ANSWERS",
        "TalentWhose": "booking.api.choices.WHOSE",
        "TalentListState": "booking.api.choices.LIST_STATES",
        "IntroductionAnswer": "booking.api.choices.INTRODUCED",
        "AimStand": "booking.api.choices.STANDS",
        "HiddenCount": "booking.api.choices.HIDDEN",
        "AskedOfParty": "booking.api.choices.ASKED",
        "ReportState": "booking.api.choices.REPORT_STATES",
        "RegistrationState": "booking.api.choices.REGISTRATION_STATES",
        "Band": "booking.api.choices.BANDS_OF_AGE",
        "ProgrammeState": "booking.api.choices.PROGRAMME_STATES",
        "DeskProgrammeState": "booking.api.choices.PROGRAMME_STATES_AT_DESK",
        "ComingState": "booking.api.choices.COMING_STATES",
        # As they were called while only one body had them: a client made from the description knows them so.
        "MemberOutRoleEnum": "booking.api.choices.MEMBER_ROLES",
        "ReceiveInWayEnum": "booking.api.choices.RECEIVED_WAYS",
    },
}

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
        "img-src": [SELF, "data:"],
        # The board and the grid place things by style attributes, never by style elements.
        "style-src-attr": ["'unsafe-inline'"],
    }
}
# Plain http is for a trial on this machine; everywhere else https is insisted on.
SECURE_SSL_REDIRECT = not TRIAL
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^metrics$"]
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = not TRIAL
SECURE_HSTS_SECONDS = 0 if TRIAL else 31536000
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = not TRIAL
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if PROXIES else None
LANGUAGE_COOKIE_SECURE = not TRIAL
LANGUAGE_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "config.handlers.refused_form"
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

# Hosts of the city's own systems that may be told what happens here; nobody else is ever called.
WEBHOOK_HOSTS = env.list("WEBHOOK_HOSTS", default=[])
# Who may read /metrics; without it there is no such page.
METRICS_TOKEN = env("METRICS_TOKEN", default="")
LOG_FORMAT = env("LOG_FORMAT", default="line")
if LOG_FORMAT not in ("line", "json"):
    raise ImproperlyConfigured(f"LOG_FORMAT is {LOG_FORMAT!r}: it must be line or json.")
LOGGING = logging_of(LOG_FORMAT, env("LOG_LEVEL", default="WARNING"))
