"""The API's own description (OpenAPI 3.1), and the page that shows it, without leaving the site."""

from functools import cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_safe
from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.renderers import OpenApiJsonRenderer
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request

from booking.api.fields import WITHOUT_NUL, Password, PlainText
from booking.api.headers import IF_MATCH, KEY
from booking.api.kinds import KINDS
from booking.api.reasons import ReasonOut
from facilities.api.reading import PublicView

MEDIA_TYPE = "application/problem+json"
ANSWERED = {
    "200": _("今のようすです。"),
    "201": _("作ったものです。"),
    "204": _("できました。答えの中身はありません。"),
}
LATER = frozenset({429, 503})


class DateRefusedOut(serializers.Serializer[Any]):
    date = serializers.DateField()
    reasons = ReasonOut(many=True)


class ProblemOut(serializers.Serializer[Any]):
    """An error (RFC 9457). `code` is stable; title and detail are for people, in their language."""

    type = serializers.CharField()
    title = serializers.CharField()
    status = serializers.IntegerField()
    detail = serializers.CharField()
    code = serializers.ChoiceField(choices=list(KINDS))
    errors = serializers.DictField(  # type: ignore[assignment]
        child=serializers.ListField(child=serializers.CharField()),
        required=False,
        help_text=_("項目ごとに、どう直せばよいか。"),
    )
    reasons = ReasonOut(many=True, required=False, help_text=_("できないわけ。"))
    lacking = serializers.ListField(
        child=serializers.CharField(), required=False, help_text=_("判断のために待っていること。")
    )
    dates = DateRefusedOut(many=True, required=False, help_text=_("くりかえしの、できない日とそのわけ。"))


class NoMore(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]  # the base has no types
    """A body has the fields that it names and no others, and says so."""

    target_class = "booking.api.fields.Body"
    match_subclasses = True

    def map_serializer(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        told = auto_schema._map_serializer(self.target, direction, bypass_extensions=True)
        return {**told, "additionalProperties": False}


def _say_what_is_taken(schema: dict[str, Any]) -> None:
    """Of a text in an address that nothing else is said of."""
    told = schema.get("items", schema)
    if told.get("type") == "string" and not told.keys() & {"pattern", "format", "enum"}:
        told["pattern"] = WITHOUT_NUL


def _say_what_is_answered(operation: dict[str, Any]) -> None:
    """In a word, where the operation says nothing else of it; and by which version it is changed again."""
    seen = any(one["name"] == IF_MATCH for one in operation.get("parameters", ()))
    for status, answer in operation["responses"].items():
        answer["description"] = answer.get("description") or str(ANSWERED.get(status, ""))
        if seen and "content" in answer:
            told = {"description": str(_("今の版。次に変えるとき、If-Match で送ります。"))}
            answer.setdefault("headers", {})["ETag"] = {**told, "schema": {"type": "string"}}


class WithProblems(AutoSchema):
    """Says of every operation with which problems it may answer."""

    def get_operation(self, *args: Any, **kwargs: Any) -> dict[str, Any] | None:
        operation: dict[str, Any] | None = super().get_operation(*args, **kwargs)
        if operation is not None:
            for parameter in operation.get("parameters", ()):
                if parameter["in"] == "query":
                    _say_what_is_taken(parameter["schema"])
            _say_what_is_answered(operation)
            self.resolve_serializer(ProblemOut, "response")
            for status in sorted(self._statuses(operation)):
                named = {"$ref": f"#/components/responses/{_name_of(status)}"}
                operation["responses"][str(status)] = named
            if right := getattr(self.view, "right", None):
                # What a post must hold at the hall: it stands in `rights` of `GET desk/`.
                operation["x-right"] = str(right)
        return operation

    def _statuses(self, operation: dict[str, Any]) -> set[int]:
        """Which problems an operation has follows from what it takes and who may ask."""
        statuses = {406, 429, 503, *getattr(self.view, "refuses_with", ())}
        places = {parameter["in"] for parameter in operation.get("parameters", ())}
        headers = {one["name"] for one in operation.get("parameters", ()) if one["in"] == "header"}
        if KEY in headers:
            statuses |= {409, 422}
        if IF_MATCH in headers:
            statuses |= {409, 412, 428}
        if "path" in places:
            statuses.add(404)
        if "query" in places:
            statuses |= {400, 422}
        if self.method == "POST":
            # What a body names may be nobody's, or gone by now.
            statuses |= {400, 403, 404, 409, 413, 415, 422}
        if {} not in operation.get("security", [{}]):
            # A token may lack the scope, also for reading nothing but its own.
            statuses |= {401, 403}
        return statuses

    def _insert_field_validators(self, field: Any, schema: dict[str, Any]) -> None:
        """Of a text also which letters it may hold; not as a validator, which a text that may be blank would
        be told apart from by two alternatives."""
        super()._insert_field_validators(field, schema)  # type: ignore[no-untyped-call]
        if isinstance(field, (PlainText, Password)):
            schema["pattern"] = field.pattern

    def get_operation_id(self) -> str:
        """A list of ours is told by its shape: REST framework only knows its own kind."""
        told: str = super().get_operation_id()
        answer = self.get_response_serializers()
        listed = isinstance(answer, dict) and any(
            getattr(one, "__name__", "").endswith("List") for one in answer.values()
        )
        return told.replace("_retrieve", "_list") if listed else told

    def get_auth(self) -> list[dict[str, list[str]]]:
        """OpenAPI 3.1 lets any scheme name what it must open: a token's scope stands beside it."""
        wanted = str(getattr(self.view, "sees" if self.method == "GET" else "scope", "read"))
        return [{name: [wanted] if name == "token" else [] for name in one} for one in super().get_auth()]


def with_problems(result: dict[str, Any], **_others: Any) -> dict[str, Any]:
    """The problems by their status, once for all operations, each with an example."""
    found = {kind.status for kind in KINDS.values()}
    result["components"]["responses"] = {_name_of(status): _problem(status) for status in sorted(found)}
    return result


def _name_of(status: int) -> str:
    return f"Problem{status}"


def _problem(status: int) -> dict[str, Any]:
    alike = {code: kind for code, kind in KINDS.items() if kind.status == status}
    code, kind = next(iter(alike.items()))
    example = {
        "type": f"/api/docs/#{code}",
        "title": str(kind.title),
        "status": status,
        "detail": str(kind.remedy),
        "code": code,
    }
    told: dict[str, Any] = {
        "description": " / ".join(f"`{code}` {kind.title}" for code, kind in alike.items()),
        "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/ProblemOut"}, "example": example}},
    }
    if status in LATER:
        words = str(_("何秒あとに送りなおすか。"))
        told["headers"] = {"Retry-After": {"description": words, "schema": {"type": "integer"}}}
    return told


@cache
def _document(language: str) -> bytes:
    """The description in the active language, which is `language`: it stays the same while we run."""
    description = SchemaGenerator().get_schema(public=True)  # type: ignore[no-untyped-call]
    return bytes(OpenApiJsonRenderer().render(description, renderer_context={}))


class Schema(PublicView):
    renderer_classes = [OpenApiJsonRenderer, JSONRenderer]

    @extend_schema(exclude=True)
    def get(self, request: Request) -> HttpResponse:
        return HttpResponse(_document(get_language()), content_type=request.accepted_renderer.media_type)


@require_safe
@ensure_csrf_cookie
def docs(request: HttpRequest) -> HttpResponse:
    """Every operation to read and to try, and what each problem's code means."""
    return render(request, "booking/api.html", {"kinds": KINDS})
