"""Guardians: those of oneself; and what a guardian does, by the link of their own page.

The link is sent in the body: an address is written into logs on its way.
"""

from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.guardians import cancel_for_child, correct_guardian, look_in, reach
from booking.actions.revocations import let_stand, revoke_consent
from booking.actions.texts import LONGEST_PHONE
from booking.api.choices import BOOKING_STATES
from booking.api.fields import Body, Moment, PlainText, RoomOf, optional_text, read
from booking.api.joining import LANGUAGES, StrangerView
from booking.api.operations import changing, listing
from booking.api.private import PrivateView
from booking.models import Booking, Consent, Guardian
from booking.queries.bookings import Absent
from booking.queries.consents import given_by, slips_of
from booking.queries.guardians import bookings_seen, guardians_of, may_give_up, view_until
from booking.rules.scopes import Scope
from facilities.clock import now
from facilities.rules.spans import local_day

CITY = ZoneInfo(settings.TIME_ZONE)
LONGEST_LINK = 200
LINK = {"link": "23456789abcdefgh23456789abcdefgh"}
OF_CHILD = {**LINK, "id": "23456789abcdefgh"}


class MyGuardianOut(serializers.Serializer[Any]):
    """Without number and address: how a guardian is reached is about the guardian."""

    id = serializers.CharField()
    name = serializers.CharField()
    relation = serializers.CharField()
    sees_until = serializers.DateField(allow_null=True)
    may_see = serializers.BooleanField()
    may_cancel = serializers.BooleanField()


class ReachedOut(serializers.Serializer[Any]):
    link = serializers.URLField(
        allow_null=True, help_text=_("保護者に見せるリンク。保護者のメールに送ったときは null です。")
    )


class SeenOut(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    room = RoomOf()
    start = Moment()
    end = Moment()
    state = serializers.ChoiceField(choices=BOOKING_STATES)
    version = serializers.IntegerField(source="sequence")


class OfChildOut(SeenOut):
    may_cancel = serializers.BooleanField()


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


class MyGuardians(PrivateView):
    sees = Scope.ME

    @listing("consents", _("自分の保護者の一覧"), MyGuardianOut)
    def get(self, request: Request) -> Response:
        return self.listed([_known(one) for one in guardians_of(self.somebody)])


class ReachGuardian(PrivateView):
    scope = Scope.ME

    @changing(
        "consents",
        _("保護者のページのリンクを新しくする"),
        Body,
        ReachedOut,
        words=_("前のリンクは使えなくなります。"),
        seen=False,
    )
    def post(self, request: Request, id: str) -> Response:  # noqa: A002  # the address calls it so
        read(Body, request)
        new = reach(public_id=id, link=lambda token: _page(request, token), **self.by)
        return Response({"link": _page(request, new) if new else None})


class GuardianView(StrangerView):
    """By a link: one that opens nothing, was stopped or has ended is answered as one that nobody sent."""

    def told(self, link: str) -> Response:
        at = now()
        found = look_in(link_token=link, now=at)
        day = local_day(at, CITY)
        return Response(
            {
                **{name: getattr(found, name) for name in ("name", "relation", "mail", "phone", "language")},
                "sees_until": _sees_until(found),
                "bookings": [_of_child(found, one) for one in bookings_seen(found, at)],
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


class CancelForChild(GuardianView):
    @changing("guardians", _("お子さんの予約を取り消す"), OfLinkIn, GuardianPageOut, seen=False)
    def post(self, request: Request) -> Response:
        sent, at = read(OfLinkIn, request), now()
        guardian = look_in(link_token=sent["link"], now=at)
        found = next((one for one in bookings_seen(guardian, at) if one.public_id == sent["id"]), None)
        if found is None:
            raise Absent(sent["id"])
        cancel_for_child(link_token=sent["link"], booking=found, now=at)
        return self.told(sent["link"])


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


def _page(request: Request, token: str) -> str:
    return request.build_absolute_uri(reverse("guardian", args=[token]))


def _known(one: Guardian) -> dict[str, Any]:
    stands = one.stopped_at is None and not one.child.closed
    return {
        "id": one.public_id,
        "name": one.name,
        "relation": one.relation,
        "sees_until": _sees_until(one),
        "may_see": one.may_see and stands,
        "may_cancel": one.may_cancel and stands,
    }


def _sees_until(one: Guardian) -> str | None:
    until = view_until(one)
    return until.isoformat() if until else None


def _of_child(guardian: Guardian, booking: Booking) -> dict[str, Any]:
    return {**SeenOut(booking).data, "may_cancel": may_give_up(guardian, booking)}


def _agreement(one: Consent) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "hall": one.hall.slug,
        "purpose": one.purpose,
        "given_on": one.given_on.isoformat(),
        "valid_until": one.valid_until.isoformat(),
    }
