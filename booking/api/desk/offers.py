"""Whom a change of hours displaces: told before it is made; named when it is, with what each is offered."""

from collections.abc import Sequence
from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.response import Response

from booking.actions.displacements import Offers
from booking.api.bookings import BookingOut
from booking.api.check import NearOut
from booking.api.company import TIME, PlaceAndTime
from booking.api.desk.door import DeskView
from booking.api.fields import Body, Unfitting
from booking.labels import party_name
from booking.queries.displacing import Displaced, displaced, rounds_met, with_places
from booking.queries.nearby import Near
from booking.rules.displacing import Shut
from facilities.models import Room
from facilities.queries.rooms import room_of_city

# What the description shows of a change that displaces one, who is offered another room.
DISPLACED = [
    {"booking": "23456789abcdefgh", "offer": {"room": "nukui-minami/salon", **TIME}},
    {"booking": "abcdefgh23456789", "offer": None},
]


class OfferIn(Body):
    """One whom it displaces, and where else they may be; without an offer they choose for themselves."""

    booking = serializers.SlugField(max_length=16)
    offer = PlaceAndTime(required=False, allow_null=True, default=None)


class DisplacingIn(Body):
    """A change that may displace: it names everybody whom the preview named, or nobody."""

    displaced = OfferIn(
        many=True,
        required=False,
        default=list,
        help_text=_(
            "preview で見た全員。ちがえば、何も変えません(409 `unseen`)。だれもいなければ、書きません。"
        ),
    )


@extend_schema_serializer(examples=[OpenApiExample("displacing", {"displaced": DISPLACED})])
class Displacing(DisplacingIn):
    """Nothing but whom it displaces."""


class DisplacedOut(serializers.Serializer[Any]):
    booking = BookingOut()
    who = serializers.CharField(help_text=_("グループの名前、または本人のよび名。"))
    told_by = serializers.ChoiceField(choices=["mail", "phone"])
    known = serializers.BooleanField(help_text=_("もう、ほかの休みで使えなくなっている。"))
    instead = NearOut(many=True, help_text=_("案内できる枠。近いものから。"))


class RoundMetOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    name = serializers.CharField()
    dates = serializers.IntegerField()


class DisplacementPreviewOut(serializers.Serializer[Any]):
    displaced = DisplacedOut(many=True)
    lotteries = RoundMetOut(many=True, help_text=_("使えなくなる日がある抽選。"))


def previewed(view: DeskView, shut: Sequence[Shut]) -> Response:
    """Whom it would displace, with where else the judge lets each in. Nothing is stored."""
    found = displaced(view.hall, shut, view.at)
    told = with_places(view.hall, found, shut, view.at, view.somebody)
    rounds = [
        {"id": one.public_id, "name": one.name, "dates": dates} for one, dates in rounds_met(view.hall, shut)
    ]
    return Response({"displaced": [_told(one) for one in told], "lotteries": rounds})


def offers_from(view: DeskView, sent: Sequence[dict[str, Any]]) -> Offers:
    """By public id, as the verbs take it. ValidationError for a room that nobody lends, or a name twice."""
    named = [one["booking"] for one in sent]
    if len(set(named)) < len(named):
        raise Unfitting({"displaced": [_("同じ予約が2回あります。")]})
    return {one["booking"]: _near(view, one["offer"]) for one in sent}


def _near(view: DeskView, offer: dict[str, Any] | None) -> Near | None:
    return None if offer is None else Near(_room(view, offer["room"]), offer["span"])


def _room(view: DeskView, key: tuple[str, str]) -> Room:
    hall, slug = key
    room = room_of_city(view.hall.pk, slug if hall == view.hall.slug else f"{hall}/{slug}")
    if room is None:
        raise Unfitting({"displaced": [_("案内する部屋が見つかりません。部屋の id を使ってください。")]})
    return room


def _told(one: Displaced) -> dict[str, Any]:
    booking = one.booking
    return {
        "booking": BookingOut(booking).data,
        "who": party_name(booking),
        "told_by": "mail" if one.by_mail else "phone",
        "known": one.known,
        "instead": NearOut(one.instead, many=True).data,
    }
