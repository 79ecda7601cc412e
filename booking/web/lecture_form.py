"""The form by which a group asks for a lecture: dates, a room or a place of its own, how many come."""

from collections.abc import Mapping
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import QueryDict
from django.utils.translation import gettext as _

from booking.actions.lecture_requests import LONGEST_PLACE, NobodyComes, NotOn, NotThose, TooMany, Wish
from booking.actions.texts import Missing, Unfit
from booking.labels import sentence
from booking.models import Group, Lecture, Person
from booking.queries.around import times_lent
from booking.queries.lectures import groups_led, rooms_to_wish
from booking.rules.lectures import FEWEST_DATES, MOST_DATES, MOST_LISTENERS, MOST_OPEN
from booking.web.consents import words_of
from booking.web.desk.fields import Reader
from booking.web.question import against
from booking.web.written_numbers import number_of
from facilities.labels import listed, span_words, times_words
from facilities.models import Room
from facilities.rules.spans import Span, instant, local_day

MOST_BLOCKS = 8  # that a sentence can name


class LectureForm(Reader):
    """Read with care; each date takes as long as the lecture does."""

    def __init__(self, given: QueryDict, lecture: Lecture, person: Person) -> None:
        super().__init__(given, ZoneInfo(settings.TIME_ZONE))
        self.lecture = lecture
        self.week: Room | None = None  # whose week is worth a look
        self.places: dict[Span, str] = {}  # of each date the field of its day
        self.groups = {one.public_id: one for one in groups_led(person)}
        self.rooms_by = {f"{room.facility.slug}/{room.slug}": room for room in rooms_to_wish()}

    def wish(self) -> tuple[Group, Wish] | None:
        group = self.groups.get(self.given.get("group", ""))
        if group is None:
            self.wrong("group", _("どのグループかを、えらんでください。"))
        dates, room = self._dates(), self._room()
        place = "" if room else self.text("place", LONGEST_PLACE)
        if room is None and not place and not self.errors:
            self.wrong("place", _("部屋をえらぶか、場所を入れてください。"))
        expected = number_of(self.given.get("expected", ""), 999)
        if not expected:
            self.wrong(
                "expected", _("人数は、1から%(most)dまでの数で入れてください。") % {"most": MOST_LISTENERS}
            )
        if self.errors or group is None or not expected:
            return None
        return group, Wish(dates, expected, room, place)

    def refuse(self, why: Exception, now: int) -> None:
        """Notes what the verb has said."""
        if isinstance(why, NotOn):
            reasons = against(why.refused.verdict)
            today = local_day(now, self.zone)
            said = " ".join(sentence(one, self.zone, today) for one in reasons)
            words = _("%(when)sは、この部屋を使えません。") % {"when": span_words(why.span, self.zone, today)}
            self.wrong(self.places[why.span], words + said + self._possible(why.span))
        elif isinstance(why, NotThose):
            told = {"fewest": FEWEST_DATES, "most": MOST_DATES}
            words = _("これからの、ちがう日時を%(fewest)dつか%(most)dつ入れてください。")
            self.wrong("day-0", words % told)
        elif isinstance(why, TooMany):
            words = _("まだ終わっていない講座が%(most)dつあります。終わってから、またたのんでください。")
            self.wrong("group", words % {"most": MOST_OPEN})
        elif isinstance(why, NobodyComes):
            self.wrong(
                "expected", _("人数は、1から%(most)dまでの数で入れてください。") % {"most": MOST_LISTENERS}
            )
        elif isinstance(why, Missing | Unfit):
            self.wrong(why.field, words_of(why))

    def _possible(self, span: Span) -> str:
        """When the room is lent that day, where the hours are what is wrong with the wish."""
        room = self._room()
        lent = times_lent(room, local_day(span.start, self.zone)) if room else []
        self.week = room
        if not lent or len(lent) > MOST_BLOCKS or any(one.contains(span) for one in lent):
            return ""
        times = listed(times_words(one, self.zone) for one in lent)
        return _("この日は、%(times)sの中の時間にしてください。") % {"times": times}

    def told(self, typed: Mapping[str, Any]) -> dict[str, Any]:
        bad = {one["field"]: one["words"] for one in reversed(self.errors)}
        return {
            "errors": self.errors,
            "week": self.week,
            "bad": bad,
            "typed": typed,
            "groups": list(self.groups.values()),
            "rooms": [(key, f"{room.facility.name} {room.name}") for key, room in self.rooms_by.items()],
            "dates": [
                {
                    "number": place + 1,
                    "day": typed.get(f"day-{place}", ""),
                    "time": typed.get(f"time-{place}", ""),
                    "field": f"day-{place}",
                    "clock": f"time-{place}",
                    "bad": bad.get(f"day-{place}") or bad.get(f"time-{place}", ""),
                    "needed": place < FEWEST_DATES,
                }
                for place in range(MOST_DATES)
            ],
        }

    def _dates(self) -> list[Span]:
        found = []
        for place in range(MOST_DATES):
            typed = [self.given.get(f"{name}-{place}", "").strip() for name in ("day", "time")]
            if place >= FEWEST_DATES and not any(typed):
                continue
            day, minutes = self.day(f"day-{place}"), self.minutes(f"time-{place}")
            if day is not None and minutes is not None:
                start = instant(day, minutes, self.zone)
                found.append(Span(start, start + self.lecture.minutes * 60))
                self.places[found[-1]] = f"day-{place}"
        return found

    def _room(self) -> Room | None:
        chosen = self.given.get("room", "")
        if chosen and chosen not in self.rooms_by:
            self.wrong("room", _("部屋をえらんでください。"))
        return self.rooms_by.get(chosen)
