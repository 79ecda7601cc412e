"""The groups of a hall as its desk reads them: found, and one with its members and its registrations."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.looks import look_at_group
from booking.api.choices import BOOKING_STATES, MEMBER_ROLES
from booking.api.desk.door import DeskView
from booking.api.desk.registering import RegistrationOut, classes_at, registration_data
from booking.api.fields import Body, Moment, RoomOf, optional_text, read
from booking.api.groups import GroupLine
from booking.api.operations import asking, reading
from booking.models import Booking, Group, Membership
from booking.queries.bookings import Absent
from booking.queries.desk_groups import Listed, group_at, groups_at, members_of, registrations_of_group
from booking.queries.groups import ahead, roster_counts, roster_size
from booking.rules.bands import BANDS, band_of
from booking.rules.staff import Right
from facilities.rules.spans import local_day


@extend_schema_serializer(examples=[OpenApiExample("by name", {"words": "よるかぜ"})])
class FindGroupsIn(Body):
    words = optional_text(100, _("グループの名前か、メンバーの名前のよみ。空なら全部です。"))


class GroupFoundOut(GroupLine):
    members = serializers.IntegerField(help_text=_("カードのないメンバーも入れた人数。"))
    registration = RegistrationOut(help_text=_("この館での、いちばん新しい登録。"))


class GroupMemberOut(serializers.Serializer[Any]):
    """By what they want to be called, as everywhere here."""

    whom = serializers.CharField(help_text=_("people/ の `whom`。"))
    name = serializers.CharField(help_text=_("よび名。"))
    role = serializers.ChoiceField(choices=MEMBER_ROLES)
    band = serializers.ChoiceField(
        choices=BANDS, allow_null=True, help_text=_("きょうの年齢区分。わからなければ null。")
    )


class AheadOut(serializers.Serializer[Any]):
    id = serializers.CharField(source="public_id")
    room = RoomOf()
    start = Moment()
    end = Moment()
    state = serializers.ChoiceField(choices=BOOKING_STATES)


class DeskGroupOut(GroupLine):
    members = GroupMemberOut(many=True)
    roster = serializers.DictField(
        child=serializers.IntegerField(), help_text=_("カードのないメンバーの、年齢区分ごとの人数。")
    )
    registrations = RegistrationOut(many=True, help_text=_("この館での登録。新しいものから。"))
    classes = serializers.ListField(
        child=serializers.CharField(), help_text=_("館のきまりが見分ける利用者区分。")
    )
    bookings = AheadOut(many=True, help_text=_("この館での、これからの予約。"))


class FindGroups(DeskView):
    right = Right.PEOPLE

    @asking(
        "people",
        _("館の団体をさがす"),
        FindGroupsIn,
        GroupFoundOut,
        words=_(
            "この館に登録か申しこみのある団体。名前の順に、60まで。名前をアドレスに"
            "書かないために、POST です。"
        ),
    )
    def post(self, request: Request, hall: str) -> Response:
        words = read(FindGroupsIn, request)["words"].strip()
        return self.listed([_found(one) for one in groups_at(self.hall, words)])


class DeskGroup(DeskView):
    right = Right.PEOPLE

    @reading(
        "people",
        _("団体とメンバーを見る"),
        DeskGroupOut,
        words=_("見たことが記録に残ります。名前は、よび名だけです。"),
    )
    def get(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # the address calls it so
        found = group_at(self.hall, id)
        if found is None:
            raise Absent(id)
        look_at_group(group=found, hall=self.hall, **self.by)
        return Response(
            {
                **GroupLine(found).data,
                "members": [self._member(one) for one in members_of(found)],
                "roster": roster_counts(found.roster),
                "registrations": [registration_data(one) for one in registrations_of_group(found, self.hall)],
                "classes": classes_at(self),
                "bookings": AheadOut(self._ahead(found), many=True).data,
            }
        )

    def _member(self, one: Membership) -> dict[str, Any]:
        born, today = one.person.birth_date, local_day(self.at, self.zone)
        return {
            "whom": f"p-{one.person.public_id}",
            "name": str(one.person),
            "role": one.role,
            "band": band_of(born, today) if born else None,
        }

    def _ahead(self, found: Group) -> list[Booking]:
        # What it has booked at other halls is for the desks there to see.
        return [one for one in ahead(found, self.at) if one.room.facility_id == self.hall.pk]


def _found(one: Listed) -> dict[str, Any]:
    registration = registration_data(one.registration)
    size = one.members + roster_size(one.group.roster)
    return {**GroupLine(one.group).data, "members": size, "registration": registration}
