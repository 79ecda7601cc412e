"""Papers by the API: how one is described, answered, and refused."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpResponse
from django.utils.functional import Promise
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiResponse, extend_schema
from rest_framework.renderers import JSONRenderer

from booking.api.operations import Described


class Pdf(JSONRenderer):
    """Problems stay JSON, also to whoever wants nothing but a paper."""

    media_type = "application/pdf"
    format = "pdf"


def printing(tag: str, summary: Promise, words: Promise, takes: Sequence[Any] = ()) -> Described:
    """A GET that is answered with a paper."""
    return extend_schema(
        tags=[tag],
        summary=summary,
        description=words,
        parameters=list(takes),
        responses={(200, "application/pdf"): OpenApiResponse(OpenApiTypes.BINARY)},
    )


def paper_answer(pdf: bytes, name: str) -> HttpResponse:
    """The paper as a file of that name."""
    answer = HttpResponse(pdf, content_type="application/pdf")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
