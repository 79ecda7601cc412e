"""Errors as application/problem+json (RFC 9457): one exception handler for every API view.

Besides type, title, status and detail a problem carries `code` (one of KINDS, stable within v1),
`reasons` where the judge said no, and `errors` by field where the input could not be read.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from math import ceil
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import BadRequest, RequestDataTooBig, SuspiciousOperation
from django.http import Http404
from django.http.multipartparser import MultiPartParserError
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.response import Response
from rest_framework.settings import api_settings

from booking.actions.answers import KeyReused
from booking.actions.bookings import Stale
from booking.actions.texts import Unfit
from booking.api.fields import UNFIT
from booking.api.headers import IF_MATCH, VersionMissing
from booking.api.kinds import KINDS
from booking.api.raised import said_of
from booking.api.reasons import reasons_data
from booking.queries.bookings import Absent
from booking.rules.mistakes import Mistakes
from booking.rules.series import DatesRefused
from booking.rules.verdict import Outcome, Refused, Verdict
from booking.wording.mistakes import remedy_words

# Codes of what is well formed and cannot be meant. Some of it a pattern of the description says, too, for
# programs that generate from it; whoever typed it still reads that the value is at fault, not the form.
MEANING = {UNFIT, "unwanted", "bounds", "minute", "no_day", "blank"}
WHOLE = api_settings.NON_FIELD_ERRORS_KEY

# What Django and REST framework raise, the nearest class first.
RAISED: tuple[tuple[type[Exception], str], ...] = (
    (exceptions.ParseError, "malformed"),
    (exceptions.NotAuthenticated, "not_authenticated"),
    (exceptions.AuthenticationFailed, "not_authenticated"),
    (exceptions.PermissionDenied, "forbidden"),
    (exceptions.NotFound, "not_found"),
    (Http404, "not_found"),
    (Absent, "not_found"),
    (exceptions.MethodNotAllowed, "method_not_allowed"),
    (exceptions.NotAcceptable, "not_acceptable"),
    (exceptions.UnsupportedMediaType, "unsupported_media_type"),
    (exceptions.Throttled, "too_many_requests"),
    (VersionMissing, "version_missing"),
    (Stale, "stale"),
    (KeyReused, "key_reused"),
    (RequestDataTooBig, "too_large"),
    (SuspiciousOperation, "malformed"),
    (BadRequest, "malformed"),
    (MultiPartParserError, "malformed"),
)


@dataclass(frozen=True, slots=True)
class Problem:
    code: str
    detail: str = ""
    more: Mapping[str, Any] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    def response(self) -> Response:
        kind = KINDS[self.code]
        body = {
            "type": f"/api/docs/#{self.code}",
            "title": str(kind.title),
            "status": kind.status,
            "detail": self.detail or str(kind.remedy),
            "code": self.code,
            **self.more,
        }
        # Whatever went wrong for one is nothing that a cache may tell to another.
        headers = {"Cache-Control": "private, no-store", **self.headers}
        return Response(body, kind.status, headers=headers, content_type="application/problem+json")


def answer(error: Exception, context: Mapping[str, Any]) -> Response | None:
    """REST framework's EXCEPTION_HANDLER. None lets what is nobody's mistake rise further."""
    zone = getattr(context.get("view"), "zone", ZoneInfo(settings.TIME_ZONE))
    # What fails is then the caller's own precondition (RFC 9110, 13.1.1); without one it is a conflict.
    if isinstance(error, Stale) and IF_MATCH in context["request"].headers:
        return Problem("precondition_failed").response()
    problem = _refused(error, zone) if isinstance(error, Refused) else _problem(error)
    return problem.response() if problem else None


def _refused(error: Refused, zone: ZoneInfo) -> Problem:
    """Of a series, every date that cannot be had is named: one reads at once what to leave out."""
    told = refusal(error.verdict, zone)
    if not isinstance(error, DatesRefused):
        return told
    dates = [
        {"date": day.isoformat(), "reasons": reasons_data(verdict.reasons, zone)}
        for day, verdict in error.dates.items()
    ]
    return replace(told, more={**told.more, "dates": dates})


def _problem(error: Exception) -> Problem | None:
    if isinstance(error, exceptions.ValidationError):
        codes = set(_codes(error.detail))
        return invalid(dict(_by_field(error.detail)), "unfit" if codes <= MEANING else "invalid")
    if isinstance(error, Mistakes):
        return invalid(_mistaken(error), "unfit")
    if isinstance(error, Unfit):
        return invalid({error.field: [unfit_words(error)]}, "unfit")
    if said := said_of(error):
        named = {said.field: [said.sentence]} if said.field else {}
        return invalid(named, said.code) if named else Problem(said.code, said.sentence)
    code = next((code for kind, code in RAISED if isinstance(error, kind)), None)
    return Problem(_nearer(code, error), _said(error), headers=_headers(error)) if code else None


def refusal(verdict: Verdict, zone: ZoneInfo) -> Problem:
    """What the judge said no to, with every reason; the first broken one is the detail."""
    code = {Outcome.REFUSE: "refused", Outcome.ASK: "ask_hall", Outcome.ALLOW: "lacking"}[verdict.outcome]
    reasons = reasons_data(verdict.reasons, zone)
    first = next((reason["sentence"] for reason in reasons if reason["finding"] == "broken"), "")
    return Problem(code, first, {"reasons": reasons, "lacking": list(verdict.lacking)})


def invalid(errors: Mapping[str, Sequence[str]], code: str = "invalid") -> Problem:
    """Fields that could not be read, each by its dotted path with what to send instead; `unfit` where all are
    well formed and cannot be meant."""
    field, sentences = next(iter(errors.items()))
    return Problem(code, f"{field}: {sentences[0]}", {"errors": errors})


def _mistaken(error: Mistakes) -> dict[str, list[str]]:
    """Of a rulebook by the place in it, with the clause before its field."""
    errors: dict[str, list[str]] = {}
    for one in error.mistakes:
        place = ".".join(part for part in (one.clause, one.field) if part) or WHOLE
        errors.setdefault(place, []).append(remedy_words(one.what))
    return errors


def unfit_words(error: Unfit) -> str:
    if error.longest is not None:
        return _("%(longest)d文字までにしてください。") % {"longest": error.longest}
    return _("使えない文字があります(%(found)s)。消してから送ってください。") % {
        "found": "、".join(error.letters)
    }


def _codes(detail: Any) -> Iterator[str | None]:
    inner = detail.values() if isinstance(detail, Mapping) else detail
    for one in inner:
        yield from [one.code] if isinstance(one, exceptions.ErrorDetail) else _codes(one)


def _by_field(detail: Any, path: str = "") -> Iterator[tuple[str, list[str]]]:
    """REST framework's nested details as flat paths: {"counted": {"adult": [...]}} is counted.adult."""
    if isinstance(detail, Mapping):
        for name, inner in detail.items():
            whole = name == WHOLE
            yield from _by_field(inner, path if whole else f"{path}.{name}" if path else str(name))
    elif all(isinstance(item, str) for item in detail):
        yield path or WHOLE, [str(item) for item in detail]
    else:
        for index, inner in enumerate(detail):
            yield from _by_field(inner, f"{path}.{index}")


def _nearer(code: str, error: Exception) -> str:
    """A refusal that has a code of its own says it."""
    own = error.get_codes() if isinstance(error, exceptions.PermissionDenied) else code
    return own if isinstance(own, str) and own in KINDS else code


def _said(error: Exception) -> str:
    return str(error.detail) if isinstance(error, exceptions.ParseError) else ""


def _headers(error: Exception) -> dict[str, str]:
    headers = {}
    if scheme := getattr(error, "auth_header", None):
        headers["WWW-Authenticate"] = scheme
    if (wait := getattr(error, "wait", None)) is not None:
        headers["Retry-After"] = str(ceil(wait))
    return headers
