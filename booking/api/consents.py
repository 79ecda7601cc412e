"""A guardian's consent: what one needs, what was asked and given, and asking for it."""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.consent_requests import ask_for_consent
from booking.api.courses import hall_of
from booking.api.fields import Body, PlainText, WordsOut, optional_text, read, shown
from booking.api.operations import listing, making
from booking.api.private import PrivateView
from booking.models import ConsentRequest
from booking.queries.consents import Need, needs, request_of
from booking.rules.scopes import Scope
from facilities.clock import now
from facilities.rules.spans import local_day

CITY = ZoneInfo(settings.TIME_ZONE)


class NeedOut(serializers.Serializer[Any]):
    hall = serializers.SlugField()
    purpose = serializers.CharField()
    name = WordsOut(allow_null=True)
    given = serializers.BooleanField()
    valid_until = serializers.DateField(allow_null=True)
    asked_at = serializers.DateTimeField(allow_null=True)


class ConsentRequestOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    way = serializers.ChoiceField(choices=ConsentRequest.Way.values)
    expires_at = serializers.DateTimeField()
    link = serializers.URLField(
        allow_null=True, help_text=_("保護者に見せるリンク。作ったときの答えにだけあります。")
    )


@extend_schema_serializer(
    examples=[OpenApiExample("a link to show", {"hall": "nukui-minami", "purpose": "evening"})]
)
class ConsentIn(Body):
    """For what, and to which address; without one the answer holds a link to be shown."""

    hall = serializers.SlugField(max_length=50)
    purpose = PlainText(max_length=200)
    mail = optional_text(254)
    language = serializers.ChoiceField(choices=[key for key, _name in settings.LANGUAGES], default="ja")


class Consents(PrivateView):
    scope = Scope.ME

    @listing("consents", _("保護者の同意がいることの一覧"), NeedOut)
    def get(self, request: Request) -> Response:
        found = needs(self.somebody, local_day(now(), CITY))
        return self.listed([_need(one) for one in found])

    @making("consents", _("保護者に同意をお願いする"), ConsentIn, ConsentRequestOut)
    def post(self, request: Request) -> Response:
        sent, link = read(ConsentIn, request), list[str]()

        def asked() -> str:
            made = ask_for_consent(
                child=self.somebody,
                hall=hall_of(sent["hall"]),
                purpose=sent["purpose"],
                actor=self.somebody,
                link=lambda token: _link(request, token),
                mail=sent["mail"],
                language=sent["language"],
                now=now(),
            )
            # Of the token its fingerprint is kept alone: the same key again is answered without a link.
            link.extend([_link(request, made.token)] if made.token else [])
            return made.request.public_id

        one = request_of(self.somebody, self.once("ask_for_consent", asked))
        told = {"id": one.public_id, "way": one.way, "expires_at": shown(one.expires_at, CITY)}
        return Response({**told, "link": next(iter(link), None)}, 201)


def _link(request: Request, token: str) -> str:
    return request.build_absolute_uri(reverse("consent", args=[token]))


def _need(one: Need) -> dict[str, Any]:
    purpose, consent, asked = one.purpose, one.consent, one.asked
    return {
        "hall": purpose.hall.slug,
        "purpose": purpose.key,
        "name": {"ja": purpose.name.ja, "en": purpose.name.en} if purpose.name else None,
        "given": consent is not None,
        "valid_until": consent.valid_until.isoformat() if consent else None,
        "asked_at": shown(asked.made_at, CITY) if asked else None,
    }
