"""What is sought, how near a miss comes and why rooms are left out, in words."""

from collections.abc import Sequence

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from booking.labels.states import people_words
from booking.rules.finding import Drop, Miss, Part, Sought, Sound, Why
from facilities.labels import length_words, listed, part_of_day

PARTS = (Part.MORNING, Part.AFTERNOON, Part.EVENING)


def part_words(part: Part) -> str:
    """「夜」."""
    return _("いつでも") if part is Part.ANY else part_of_day(PARTS.index(part))


def sound_words(sound: Sound) -> str:
    """What a room is to be like."""
    return _("音を出せる") if sound is Sound.LOUD else _("静か")


def step_free_words() -> str:
    return _("車いすで入れる")


def miss_words(miss: Miss) -> str:
    """「30分早い」「1時間みじかい」; "" for the very time that is sought."""
    told = (
        (miss.early, _("%(length)s早い")),
        (miss.late, _("%(length)sおそい")),
        (miss.shorter, _("%(length)s短い")),
    )
    return _("、").join(words % {"length": length_words(seconds)} for seconds, words in told if seconds)


def left_words(why: Why, sought: Sought, things: str) -> str:
    """Why rooms are left out, where the judge did not say it; `things` are what is sought to stand there."""
    words = {
        Why.SMALL: _("入れる人数が、%(people)sより少ない部屋です。")
        % {"people": people_words(sought.size or 0)},
        Why.THINGS: _("%(things)sがない部屋です。") % {"things": things},
        Why.STEPS: _("段差のある部屋です。"),
        Why.STEPS_UNKNOWN: _("段差があるか、まだたしかめていない部屋です。"),
        Why.SILENT: _("音を出せない部屋です。"),
        Why.NOISY: _("音を出す人が使う部屋です。"),
        Why.TAKEN: _("この時間は、ほかの予約があります。"),
        Why.LENT: _("この時間は、ほかの予約で%(things)sを使います。") % {"things": things},
        Why.SHORT: _("%(length)s続けて使える時間がありません。") % {"length": length_words(sought.seconds)},
        Why.SHUT: _("この時間は開いていません。"),
    }
    return words.get(why, _("この人たちでは、この時間は使えません。"))


def looser_words(drops: Sequence[tuple[Drop, str]], sought: Sought, count: int) -> str:
    """What would be found without some conditions, each with the name of its thing."""
    found = ngettext("%(count)d件あります", "%(count)d件あります", count) % {"count": count}
    told = {"found": found, "conditions": listed(_condition(drop, thing, sought) for drop, thing in drops)}
    return _("%(conditions)sよければ、%(found)s") % told


def _condition(drop: Drop, thing: str, sought: Sought) -> str:
    words = {
        Drop.THING: _("%(thing)sがない部屋でも"),
        Drop.STEP_FREE: _("車いすで入れるかわからない部屋でも"),
        Drop.SOUND: _("音を決めない部屋でも"),
        Drop.HALLS: _("ほかの館でも"),
        Drop.PART: _("ほかの時間でも"),
        Drop.LENGTH: _("%(length)sでも"),
        Drop.DAYS: _("7日間のいつでも"),
    }
    return words[drop] % {"thing": thing, "length": length_words(sought.seconds)}


def sought_things(sound: Sound | None) -> str:
    """What a party would do, as the sentence of a search says it."""
    if sound is None:
        return pgettext("さがす文", "何でも")
    return pgettext("さがす文", "音楽") if sound is Sound.LOUD else pgettext("さがす文", "静かにすごす")
