"""The bookings of a hall as its desk reads them: all of them, narrowed; and one, with the call that one may
make."""

from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from django_filters.rest_framework import DjangoFilterBackend
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.generics import ListAPIView
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.looks import contacts, look_up
from booking.api.bookings import BookingOut
from booking.api.choices import CHANNELS
from booking.api.desk.door import DeskView
from booking.api.desk.heads import HeadsOut, heads_help
from booking.api.desk.phone import PhoneIn, booked
from booking.api.fields import Body, read, shown
from booking.api.headers import version_of
from booking.api.narrowing import Narrowed, Ordered
from booking.api.operations import asking, making, reading
from booking.models import Booking, Person
from booking.queries.desk_bookings import all_of, one_of
from booking.queries.no_show import due
from booking.rules.no_show import EXPECTED

ROLES = ["caller", "adult_contact", "leader", "booker", "guardian"]


class DeskBookingOut(BookingOut):
    """What the desk reads of a booking besides what its people do."""

    who = serializers.SerializerMethodField(
        help_text=_("グループの名前、または本人のよび名。登録のない人の名前は、ここには出ません。")
    )
    channel = serializers.ChoiceField(choices=CHANNELS)
    counts = HeadsOut(source="headcounts", help_text=heads_help())
    key_out = serializers.BooleanField(source="keys", help_text=_("部屋の鍵が出ているか。"))
    displaced = serializers.BooleanField(help_text=_("館の都合で使えなくなり、まだ返事がない。"))

    def get_who(self, one: Booking) -> str:
        if one.group is not None:
            return one.group.name
        return "" if one.person is None else str(one.person)


class ComerOut(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    name = serializers.SerializerMethodField(help_text=_("よび名。"))

    def get_name(self, one: Person) -> str:
        return str(one)


class DeskBookingFull(DeskBookingOut):
    people = ComerOut(
        many=True,
        help_text=_("カードのある、来る人。`change/` の `people` に書くと、そのまま来ます。"),
    )
    release_from = serializers.CharField(
        allow_null=True, help_text=_("だれも来なければ、この時点から部屋を空けられます。")
    )


class AtOneHall(Narrowed):
    hall = None


class ContactOut(serializers.Serializer[Any]):
    role = serializers.ChoiceField(choices=ROLES)
    name = serializers.CharField()
    phone = serializers.CharField()


class BookingAtDesk(DeskView):
    """Of a booking of this hall; one of another is not there."""

    def booking(self, public_id: str) -> Booking:
        return one_of(self.hall, public_id)

    def seen_at_desk(self, public_id: str) -> Booking:
        """As `If-Match` says that the caller saw it, so that of two desks the second is told."""
        version, found = version_of(self.request), self.booking(public_id)
        found.sequence = found.sequence if version is None else version
        return found

    def told(self, public_id: str, status: int = 200, **headers: str) -> Response:
        found = one_of(self.hall, public_id)
        people = ComerOut(found.people.order_by("pk"), many=True).data
        data = {**DeskBookingOut(found).data, "people": people, "release_from": self._release(found)}
        return Response(data, status, headers={"ETag": f'"{found.sequence}"', **headers})

    def _release(self, found: Booking) -> str | None:
        if found.state not in EXPECTED or found.end <= self.at:
            return None
        return shown(due(self.hall, [found], self.at)[found.pk], self.zone)


class DeskBookings(BookingAtDesk, ListAPIView[Booking]):
    serializer_class = DeskBookingOut
    pagination_class = Ordered
    filter_backends = [DjangoFilterBackend]
    filterset_class = AtOneHall
    queryset = Booking.objects.none()

    def get_queryset(self) -> QuerySet[Booking]:
        return all_of(self.hall)

    @extend_schema(tags=["desk"], summary=_("館の予約の一覧"))
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)

    @making(
        "desk",
        _("電話や窓口で受けて予約する"),
        PhoneIn,
        DeskBookingFull,
        words=_("本人、グループ、登録のない人のために。きまりをこえるときは why を書きます。"),
    )
    def post(self, request: Request, hall: str) -> Response:
        made = booked(self, read(PhoneIn, request))
        return self.told(made.public_id, 201, Location=f"{request.path}{made.public_id}/")


class DeskBooking(BookingAtDesk):
    @reading(
        "desk", _("館の予約を1つ見る"), DeskBookingFull, words=_("だれの予約かを見たことが記録されます。")
    )
    def get(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # the address calls it so
        found = self.booking(id)
        look_up(public_id=found.public_id, reader=self.somebody, now=self.at)
        return self.told(id)


class DeskContacts(BookingAtDesk):
    @asking(
        "desk",
        _("予約の連絡先を見る"),
        Body,
        ContactOut,
        words=_("見たことが、その人の記録に残ります。だから GET ではありません。"),
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        found = contacts(booking=self.booking(id), reader=self.somebody, now=self.at)
        return self.listed([{"role": str(one.role), "name": one.name, "phone": one.phone} for one in found])
