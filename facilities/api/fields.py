"""Pieces that halls and rooms show alike: names in two languages, and what one knows before coming."""

from django.utils.translation import gettext_lazy as _
from rest_framework import serializers

from facilities.models.facility import Accessible, Named


class Name(serializers.Serializer[Named]):
    """A name in Japanese with its reading, and in English; empty where nobody has given one."""

    ja = serializers.CharField(source="name_ja")
    reading = serializers.CharField(source="name_reading")
    en = serializers.CharField(source="name_en")


class Access(serializers.Serializer[Accessible]):
    """Access facts. `null` means that nobody has looked yet, never "no"."""

    step_free = serializers.BooleanField(allow_null=True)
    lift = serializers.BooleanField(allow_null=True)
    wheelchair_toilet = serializers.BooleanField(allow_null=True)
    ostomate_toilet = serializers.BooleanField(allow_null=True)
    hearing_loop = serializers.BooleanField(allow_null=True)
    parking = serializers.BooleanField(allow_null=True)
    voiceless_contact = serializers.SerializerMethodField(help_text=_("声を使わずに聞く方法。"))

    def get_voiceless_contact(self, place: Accessible) -> str | None:
        return place.voiceless_contact or None
