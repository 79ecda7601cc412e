"""地域人材 for a hall: as everybody sees them, with what they have written for halls besides. No contacts."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.api.desk.door import DeskView
from booking.api.fields import read_query
from booking.api.operations import listing
from booking.api.talents import TalentOut, TalentsAsked, public_data
from booking.queries.talents import Sought, public_talents
from booking.rules.staff import Right


class TalentForHallsOut(TalentOut):
    about = serializers.CharField(help_text=_("くわしいこと。"))
    hours = serializers.CharField(help_text=_("いつできるか。"))


class DeskTalents(DeskView):
    right = Right.PROGRAMMES

    @listing(
        "programmes",
        _("館が力を借りられる、地域の人の一覧"),
        TalentForHallsOut,
        words=_("連絡先はありません。たのむときは、課に。"),
        takes=[TalentsAsked],
    )
    def get(self, request: Request, hall: str) -> Response:
        asked = read_query(TalentsAsked, request)
        found = public_talents(Sought(asked["skill"], asked["band"], asked["word"]), self.at)
        return self.listed([{**public_data(one), "about": one.about, "hours": one.hours} for one in found])
