"""地域人材: what people of the community can do, for everybody; what one offers, oneself or as a group."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions import talents as verbs
from booking.actions.talents import LONGEST_ABOUT, LONGEST_HOURS, LONGEST_WORDS, Offer
from booking.actions.texts import LONGEST_PHONE
from booking.api.choices import BANDS_OF_AGE
from booking.api.fields import Body, PlainText, WordsOut, optional_text, read, read_query
from booking.api.headers import version_of
from booking.api.operations import changing, listing, reading
from booking.api.private import PrivateView
from booking.models import Group, Talent
from booking.queries.bookings import Absent
from booking.queries.groups import seen
from booking.queries.people import today_here
from booking.queries.talents import Sought, departments_with, own_talent, public_talents, skills
from booking.rules.names import LONGEST_NAME
from booking.rules.scopes import Scope
from booking.rules.talents import asked_again
from facilities.api.reading import PublicView
from facilities.clock import now

MOST_SKILLS = 50
LONGEST_SOUGHT = 30
STORIES = {
    "name": "海野 みどり",
    "skills": ["stories"],
    "bands": ["elementary"],
    "phone": "042-000-0101",
    "consents": True,
}


class SkillOut(serializers.Serializer[Any]):
    id = serializers.SlugField()
    name = WordsOut()


class TalentOut(serializers.Serializer[Any]):
    """No name but where it is public, no contact, and no address of its own."""

    name = serializers.CharField(help_text=_("出してよいとした人の名前。ほかは空の文です。"))
    skills = serializers.ListField(child=serializers.SlugField())
    words = serializers.CharField()
    bands = serializers.ListField(child=serializers.ChoiceField(choices=BANDS_OF_AGE))
    departments = WordsOut(many=True, help_text=_("たのみたいときは、この課に。"))


class OwnTalentOut(serializers.Serializer[Any]):
    name = serializers.CharField()
    name_public = serializers.BooleanField()
    skills = serializers.ListField(child=serializers.SlugField())
    words = serializers.CharField()
    about = serializers.CharField()
    bands = serializers.ListField(child=serializers.ChoiceField(choices=BANDS_OF_AGE))
    hours = serializers.CharField()
    phone = serializers.CharField()
    email = serializers.CharField()
    consented_on = serializers.DateField(
        allow_null=True, help_text=_("同意がなければ、どのリストにものりません。")
    )
    verified = serializers.BooleanField(help_text=_("市の課がたしかめました。"))
    departments = WordsOut(many=True, help_text=_("どの課のリストにのっているか。"))
    asked_again = serializers.BooleanField(help_text=_("今もできるか、たずねています。`still/` で答えます。"))
    version = serializers.IntegerField()


class TalentsAsked(serializers.Serializer[Any]):
    skill = serializers.SlugField(max_length=50, required=False, default="", help_text=_("skills/ の id。"))
    band = serializers.ChoiceField(choices=BANDS_OF_AGE, required=False, default="")
    word = PlainText(max_length=LONGEST_SOUGHT, required=False, default="")


@extend_schema_serializer(examples=[OpenApiExample("stories", STORIES)])
class TalentIn(Body):
    """All of it, anew. Changed, the city's office makes sure of it again."""

    name = PlainText(max_length=LONGEST_NAME)
    name_public = serializers.BooleanField(required=False, default=False)
    skills = serializers.ListField(
        child=serializers.SlugField(max_length=50), required=False, default=list, max_length=MOST_SKILLS
    )
    words = optional_text(LONGEST_WORDS, _("skills にないこと。"))
    about = optional_text(LONGEST_ABOUT)
    bands = serializers.ListField(
        child=serializers.ChoiceField(choices=BANDS_OF_AGE), min_length=1, max_length=len(BANDS_OF_AGE)
    )
    hours = optional_text(LONGEST_HOURS, _("いつできるか。"))
    phone = optional_text(LONGEST_PHONE)
    email = optional_text(254)
    consents = serializers.BooleanField(
        required=False, default=False, help_text=_("リストにのることへの同意。")
    )


class Talents(PublicView):
    @listing("city", _("地域の人ができることの一覧"), TalentOut, takes=[TalentsAsked])
    def get(self, request: Request) -> Response:
        asked = read_query(TalentsAsked, request)
        found = public_talents(Sought(asked["skill"], asked["band"], asked["word"]), now())
        return Response({"next": None, "previous": None, "results": [public_data(one) for one in found]})


class Skills(PublicView):
    @listing("city", _("できることの言葉の一覧"), SkillOut)
    def get(self, request: Request) -> Response:
        rows = [{"id": one.slug, "name": {"ja": one.name_ja, "en": one.name_en}} for one in skills()]
        return Response({"next": None, "previous": None, "results": rows})


class OwnTalentView(PrivateView):
    """Of oneself; with an id in the address, of a group that one leads."""

    scope = Scope.DATA
    sees = Scope.DATA

    def group(self) -> Group | None:
        """Absent for a group that one does not lead."""
        key = self.kwargs.get("id")
        if key is None:
            return None
        found = seen(key, self.somebody)
        if not found.leads:
            raise Absent(key)
        return found.group

    def told(self) -> Response:
        found = own_talent(self.somebody, self.group())
        if found is None:
            raise Absent
        return Response(_own(found), headers={"ETag": f'"{found.revision}"'})


class OwnTalent(OwnTalentView):
    refuses_with = (404,)

    @reading("talents", _("自分のできることを見る"), OwnTalentOut, words=_("まだ書いていなければ404です。"))
    def get(self, request: Request, id: str = "") -> Response:  # noqa: A002  # the address calls it so
        return self.told()

    @changing(
        "talents",
        _("自分のできることを書く"),
        TalentIn,
        OwnTalentOut,
        words=_("はじめは If-Match を `*` にします。"),
    )
    def post(self, request: Request, id: str = "") -> Response:  # noqa: A002
        version, sent, group = version_of(request), read(TalentIn, request), self.group()
        found = own_talent(self.somebody, group)
        there = None if found is None else found.revision
        revision = there if version is None else version
        offer = offer_of(sent, now())
        verbs.offer_talent(offer=offer, group=group, seen=revision, **self.by)
        return self.told()


class RevokeTalent(OwnTalentView):
    @changing(
        "talents",
        _("リストにのる同意を取り消す"),
        Body,
        None,
        words=_("どのリストからも消えます。"),
        seen=False,
    )
    def post(self, request: Request, id: str = "") -> Response:  # noqa: A002
        read(Body, request)
        verbs.revoke_own(group=self.group(), **self.by)
        return Response(status=204)


class StillOffer(OwnTalentView):
    @changing("talents", _("今もできると答える"), Body, OwnTalentOut, seen=False)
    def post(self, request: Request, id: str = "") -> Response:  # noqa: A002
        read(Body, request)
        verbs.still_offer(group=self.group(), **self.by)
        return self.told()


class EraseTalent(OwnTalentView):
    @changing("talents", _("自分のできることを全部消す"), Body, None, seen=False)
    def post(self, request: Request, id: str = "") -> Response:  # noqa: A002
        read(Body, request)
        verbs.erase_own(group=self.group(), **self.by)
        return Response(status=204)


def offer_of(sent: dict[str, Any], at: int) -> Offer:
    """What TalentIn has read; whoever consents does so today."""
    told = {name: sent[name] for name in ("name", "name_public", "words", "about", "hours", "phone", "email")}
    consented = today_here(at) if sent["consents"] else None
    return Offer(skills=tuple(sent["skills"]), bands=tuple(sent["bands"]), consented_on=consented, **told)


def public_data(one: Talent) -> dict[str, Any]:
    return {
        "name": one.name if one.name_public else "",
        "skills": [skill.slug for skill in one.skills.all()],
        "words": one.words,
        "bands": one.bands,
        "departments": _departments(one),
    }


def _own(one: Talent) -> dict[str, Any]:
    kept = ("name", "name_public", "words", "about", "bands", "hours", "phone", "email")
    return {
        **{name: getattr(one, name) for name in kept},
        "skills": [skill.slug for skill in one.skills.all()],
        "consented_on": one.consented_on.isoformat() if one.consented_on else None,
        "verified": one.verified_at is not None,
        "departments": _departments(one),
        "asked_again": one.consented_on is not None and asked_again(one.reached_at, now()),
        "version": one.revision,
    }


def _departments(one: Talent) -> list[dict[str, str]]:
    return [{"ja": office.name_ja, "en": office.name_en} for office in departments_with(one)]
