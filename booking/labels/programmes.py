"""For whom the places of a programme are, and how many are left."""

from collections.abc import Collection, Mapping, Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.labels.states import band_words
from booking.models import Session
from booking.rules.bands import BANDS
from booking.rules.exchange import Age
from booking.rules.particulars import Asked
from facilities.labels import grade_words, listed
from facilities.models import Room

FEW = 3


def asked_words(asked: Asked) -> str:
    """What a programme asks of a party, as the label of its field."""
    return {
        Asked.NAMES: _("来る人のよび名"),
        Asked.ALLERGIES: _("アレルギー"),
        Asked.INSURANCE: _("入っている保険"),
        Asked.EMERGENCY: _("急ぎのときの連絡先"),
    }[asked]


def asked_hint(asked: Asked) -> str:
    """What to write there."""
    return {
        Asked.NAMES: _("1行に1人ずつ。よばれたい名前でかまいません。"),
        Asked.ALLERGIES: _("食べ物や薬など。なければ、書かなくてかまいません。"),
        Asked.INSURANCE: _("行事や子ども会の保険の名前。なければ、書かなくてかまいません。"),
        Asked.EMERGENCY: _("行事の間につながる人と、電話番号。"),
    }[asked]


def where_words(session: Session, rooms: Sequence[Room], *, uncertain: bool) -> str:
    """Where one goes; to what was cancelled nobody goes, nor into a room that is closed."""
    if session.cancelled_at is not None:
        return _("中止になりました")
    if uncertain:
        return _("この時間は部屋が使えません。場所か日にちが変わります。決まったら、お知らせします。")
    return session.elsewhere or listed(room.name for room in rooms)


def age_words(age: Age) -> str:
    """「小学生」, 「小学6年生」."""
    return band_words(age.band) if age.grade is None else grade_words(age.grade)


def left_words(left: int) -> str:
    """「あと3人」; where nobody has a place any more, 「いっぱい」."""
    return ngettext("あと%(left)d人", "あと%(left)d人", left) % {"left": left} if left else _("いっぱい")


def ages_words(ages: Collection[Age]) -> str:
    """「小学生・中学生」; who may come where nobody signs up, the programme has not said: ""."""
    if {Age(band) for band in BANDS} <= set(ages):
        return _("どなたでも")
    return listed(map(age_words, ages))


def seats_words(left: Mapping[Age, int]) -> str:
    """In one sentence how it stands with the places of a date: 「席があります。いっぱい:小学生」.

    Without numbers: they are on the programme's own page, and among many dates they only make one hurry.
    """
    if not left:
        return _("申しこみは、いりません。")
    full = [age_words(age) for age, count in left.items() if not count]
    few = [age_words(age) for age, count in left.items() if 0 < count <= FEW]
    if len(full) == len(left):
        return _("席は、今いっぱいです。順番を待てます。")
    more = [_("あと少し:%(ages)s") % {"ages": listed(few)}] if few else []
    more += [_("いっぱい:%(ages)s") % {"ages": listed(full)}] if full else []
    return " ".join([_("席があります。"), *more])


def too_many_words(age: Age, places: int) -> str:
    """To a party larger than the places that a programme has of an age at any date."""
    told = {"age": age_words(age), "places": places}
    said = ngettext(
        "%(age)sの席は、全部で%(places)d席です。%(places)d人までなら申しこめます。",
        "%(age)sの席は、全部で%(places)d席です。%(places)d人までなら申しこめます。",
        places,
    )
    return said % told


def already_words(group: str | None, own: bool) -> str:
    """To whoever has a part in a date already, by another sign-up: in this group's name, or alone; one that
    is not their `own` is not named."""
    if not own:
        return _("グループのだれかが、この日にもう申しこんでいます。みんなに聞いてみてください。")
    if group is None:
        return _("「自分や家族」として、この日に申しこんであります。1人が申しこめるのは、1日に1回です。")
    said = _("「%(group)s」として、この日に申しこんであります。1人が申しこめるのは、1日に1回です。")
    return said % {"group": group}


def sealed_places_words() -> str:
    return _("抽選の申しこみをしめ切ったので、席の数は変えられません。くじのあとで変えてください。")
