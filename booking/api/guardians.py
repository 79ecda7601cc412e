"""What a guardian does, by the link of their own page.

The link is sent in the body: an address is written into logs on its way.
"""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.guardians import correct_guardian, look_in
from booking.actions.revocations import let_stand, revoke_consent
from booking.actions.texts import LONGEST_PHONE
from booking.api.choices import BOOKING_STATES
from booking.api.fields import Body, Moment, PlainText, RoomOf, optional_text, read
from booking.api.joining import LANGUAGES, StrangerView
from booking.api.operations import changing
from booking.models import Booking, Consent, Guardian
from booking.queries.consents import given_by, slips_of
from booking.queries.guardians import (
    bookings_seen,
    coming_to,
    may_give_up,
    may_keep_home,
    view_until,
)
from facilities.clock import now
from facilities.rules.spans import local_day

CITY = ZoneInfo(settings.TIME_ZONE)
LONGEST_LINK = 200
LINK = {"link": "23456789abcdefgh23456789abcdefgh"}
OF_CHILD = {**LINK, "id": "23456789abcdefgh"}


class SeenOut(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    room = RoomOf()
    start = Moment()
    end = Moment()
    state = serializers.ChoiceField(choices=BOOKING_STATES)
    version = serializers.IntegerField(source="sequence")


class OfChildOut(SeenOut):
    may_cancel = serializers.BooleanField()
    may_keep_home = serializers.BooleanField(
        help_text=_("グループの予約。取り消せませんが、お子さんは行かないと言えます。")
    )


class AgreementOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    hall = serializers.SlugField()
    purpose = serializers.CharField()
    given_on = serializers.DateField()
    valid_until = serializers.DateField()


class GuardianPageOut(serializers.Serializer[Any]):
    name = serializers.CharField()
    relation = serializers.CharField()
    mail = serializers.CharField()
    phone = serializers.CharField()
    language = serializers.CharField()
    sees_until = serializers.DateField(allow_null=True)
    bookings = OfChildOut(many=True, help_text=_("お子さんのこれからの予約。"))
    consents = AgreementOut(many=True, help_text=_("今の同意。"))
    taken_back = AgreementOut(many=True, help_text=_("この1日に取り消した同意。もとにもどせます。"))


@extend_schema_serializer(examples=[OpenApiExample("a link", LINK)])
class LinkIn(Body):
    link = PlainText(max_length=LONGEST_LINK, help_text=_("保護者のページのリンクの、終わりの文字。"))


@extend_schema_serializer(examples=[OpenApiExample("one of them", OF_CHILD)])
class OfLinkIn(LinkIn):
    id = serializers.SlugField(max_length=16)


@extend_schema_serializer(
    examples=[OpenApiExample("another number", {**LINK, "phone": "042-000-0000", "language": "ja"})]
)
class ContactIn(LinkIn):
    mail = optional_text(254)
    phone = optional_text(LONGEST_PHONE)
    language = serializers.ChoiceField(choices=LANGUAGES, default=LANGUAGES[0])


class GuardianView(StrangerView):
    """By a link: one that opens nothing, was stopped or has ended is answered as one that nobody sent."""

    def told(self, link: str) -> Response:
        at = now()
        found = look_in(link_token=link, now=at)
        day = local_day(at, CITY)
        return Response(
            {
                **{name: getattr(found, name) for name in ("name", "relation", "mail", "phone", "language")},
                "sees_until": sees_until(found),
                "bookings": _of_child(found, bookings_seen(found, at)),
                "consents": [_agreement(one) for one in given_by(found, day)],
                "taken_back": [_agreement(one) for one in slips_of(found, at)],
            }
        )


class GuardianPage(GuardianView):
    @changing(
        "guardians",
        _("お子さんの予約と同意を見る"),
        LinkIn,
        GuardianPageOut,
        words=_("見たことが記録に残るので、POST です。リンクがなければ404です。"),
        seen=False,
    )
    def post(self, request: Request) -> Response:
        return self.told(read(LinkIn, request)["link"])


class RevokeConsent(GuardianView):
    @changing("guardians", _("同意を取り消す"), OfLinkIn, GuardianPageOut, seen=False)
    def post(self, request: Request) -> Response:
        sent, at = read(OfLinkIn, request), now()
        guardian = look_in(link_token=sent["link"], now=at)
        revoke_consent(guardian=guardian, public_id=sent["id"], now=at)
        return self.told(sent["link"])


class LetStand(GuardianView):
    @changing("guardians", _("取り消した同意をもとにもどす"), OfLinkIn, GuardianPageOut, seen=False)
    def post(self, request: Request) -> Response:
        sent, at = read(OfLinkIn, request), now()
        let_stand(guardian=look_in(link_token=sent["link"], now=at), public_id=sent["id"], now=at)
        return self.told(sent["link"])


class GuardianContact(GuardianView):
    @changing(
        "guardians",
        _("保護者の連絡先を変える"),
        ContactIn,
        GuardianPageOut,
        words=_("全部を書きます。書かないものは、空になります。"),
        seen=False,
    )
    def post(self, request: Request) -> Response:
        sent = read(ContactIn, request)
        link = sent.pop("link")
        correct_guardian(link_token=link, now=now(), **sent)
        return self.told(link)


def sees_until(one: Guardian) -> str | None:
    until = view_until(one)
    return until.isoformat() if until else None


def _of_child(guardian: Guardian, bookings: list[Booking]) -> list[dict[str, Any]]:
    comes = coming_to(guardian.child, [one for one in bookings if may_keep_home(guardian, one)])
    return [
        {
            **SeenOut(one).data,
            "may_cancel": may_give_up(guardian, one),
            "may_keep_home": one.pk in comes,
        }
        for one in bookings
    ]


def _agreement(one: Consent) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "hall": one.hall.slug,
        "purpose": one.purpose,
        "given_on": one.given_on.isoformat(),
        "valid_until": one.valid_until.isoformat(),
    }
