"""What an address of the search asks for: impossible values become the nearest that make sense, and say so.

`?when=week&part=evening&len=120&n=5&age=junior_high&eq=drums&sound=loud&step=1&hall=midori`; with
`when=days`, `from` and `to` are days. Nothing in it says who somebody is.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext as _

from booking.labels import band_words, people_words
from booking.labels.finding import part_words, sound_words, step_free_words
from booking.rules.bands import BANDS
from booking.rules.finding import Part, Sought, Sound
from booking.web.coming import MOST_PEOPLE, Coming
from booking.web.dates import AHEAD
from facilities.labels import day_words, length_words, listed, week_words
from facilities.queries.lent import Lent

WHENS = ("today", "tomorrow", "week", "days")
LENGTHS = (30, 60, 90, 120, 180, 240, 360, 480)  # minutes
USUAL = 120
MOST_DAYS = 31
ASKED = frozenset(
    {"when", "part", "len", "n", "age", "eq", "sound", "step", "hall", "from", "to"}
)  # any of these is a search
A_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Seeking:
    """A search as its form shows it. `size` None: nobody said how many."""

    when: str
    first: date
    last: date
    part: Part = Part.ANY
    minutes: int = USUAL
    said_length: bool = True
    size: int | None = None
    bands: tuple[str, ...] = ()
    things: tuple[str, ...] = ()
    step_free: bool = False
    sound: Sound | None = None
    halls: tuple[str, ...] = ()

    def sought(self, size: int | None) -> Sought:
        """As a value for the query, for so many people."""
        return Sought(
            first=self.first,
            last=self.last,
            seconds=self.minutes * 60,
            part=self.part,
            size=size,
            things=frozenset(self.things),
            step_free=self.step_free,
            sound=self.sound,
            halls=frozenset(self.halls),
        )

    @property
    def coming(self) -> Coming:
        return Coming(self.size, self.bands)

    @property
    def query(self) -> str:
        """The address's question, always in the same form."""
        days = {"from": self.first.isoformat(), "to": self.last.isoformat()} if self.when == "days" else {}
        told: dict[str, object] = {
            "when": self.when,
            **days,
            "part": "" if self.part is Part.ANY else self.part,
            "len": self.minutes,
            **self.coming.told,
            "eq": self.things,
            "sound": self.sound or "",
            "step": "1" if self.step_free else "",
            "hall": self.halls,
        }
        return urlencode({key: value for key, value in told.items() if value}, doseq=True)

    def words(self, lent: Lent, today: date) -> str:
        """「きょうから7日間の夜・2時間・5人・音を出せる」."""
        halls = {hall.slug: hall.name for hall in lent.halls}
        told = [
            self.days_words(today),
            self._length_words(),
            people_words(self.size) if self.size else "",
            *(band_words(band) for band in self.bands),
            sound_words(self.sound) if self.sound else "",
            *(lent.things[thing].name for thing in self.things),
            step_free_words() if self.step_free else "",
            *(halls[hall] for hall in self.halls),
        ]
        return listed(filter(None, told))

    def _length_words(self) -> str:
        """What nobody has asked for is not said as if they had."""
        words = length_words(self.minutes * 60)
        return words if self.said_length else _("%(length)s使うとして") % {"length": words}

    def days_words(self, today: date) -> str:
        """「きょうの夜」."""
        days = when_words(self.when)
        if self.when == "days":
            one = self.first == self.last
            days = day_words(self.first, today) if one else week_words(self.first, self.last, today)
        if self.part is Part.ANY:
            return days
        return _("%(days)sの%(part)s") % {"days": days, "part": part_words(self.part)}


@dataclass
class Reading:
    """Reads an address, and notes what it made of what cannot be."""

    data: QueryDict
    lent: Lent
    today: date
    notes: list[str] = field(default_factory=list)

    def seeking(self) -> Seeking:
        when = self.data.get("when") or ("days" if self.data.get("from") else "week")
        if when not in WHENS:
            when = "week"
            self._note(_("いつのことか読み取れなかったので、きょうからの7日間をさがしました。"))
        first, last = self._days(when)
        bands = tuple(band for band in BANDS if band in self._known("age", BANDS))
        return Seeking(
            when=when,
            first=first,
            last=last,
            part=Part(self._one("part", list(Part), Part.ANY)),
            minutes=self._minutes(),
            said_length="len" in self.data,
            size=self._size(len(bands)),
            bands=bands,
            things=tuple(self._known("eq", self.lent.things)),
            step_free=self.data.get("step") == "1",
            sound=Sound(said) if (said := self._one("sound", list(Sound), "")) else None,
            halls=tuple(self._known("hall", {hall.slug for hall in self.lent.halls})),
        )

    def _days(self, when: str) -> tuple[date, date]:
        if when != "days":
            first = self.today + A_DAY if when == "tomorrow" else self.today
            return first, first + 6 * A_DAY if when == "week" else first
        first = self._day("from", self.today)
        last = self._day("to", first)
        # Whoever wrote them the other way round means the same days.
        if last < first:
            first, last = last, first
        latest = first + (MOST_DAYS - 1) * A_DAY
        if last > latest:
            self._note(_("一度にさがせるのは%(days)d日間までです。") % {"days": MOST_DAYS})
        return first, min(last, latest)

    def _day(self, name: str, otherwise: date) -> date:
        text = self.data.get(name)
        if not text:
            return otherwise
        try:
            day = date.fromisoformat(text)
        except ValueError:
            self._note(_("読み取れない日にちがありました。わかるところからさがしました。"))
            return otherwise
        kept = min(max(day, self.today), self.today + AHEAD)
        if kept != day:
            told = {"first": day_words(self.today), "last": day_words(self.today + AHEAD, self.today)}
            self._note(_("さがせるのは%(first)sから%(last)sまでです。") % told)
        return kept

    def _minutes(self) -> int:
        asked = self._number("len", USUAL)
        nearest = nearest_length(asked)
        if nearest != asked:
            self._note(_("長さは、近い%(length)sでさがしました。") % {"length": length_words(nearest * 60)})
        return nearest

    def _size(self, bands: int) -> int | None:
        if not self.data.get("n"):
            return bands or None
        asked = self._number("n", 1)
        # Of each band that was named at least one comes.
        size = min(max(asked, bands, 1), MOST_PEOPLE)
        if size != asked:
            self._note(_("人数は、%(people)sでさがしました。") % {"people": people_words(size)})
        return size

    def _number(self, name: str, otherwise: int) -> int:
        text = (self.data.get(name) or str(otherwise)).strip()
        # More digits are no minutes and no people, and int() would take its time with a million of them.
        if text.isdecimal() and len(text) <= 9:
            return int(text)
        self._note(_("読み取れない数がありました。わかるところからさがしました。"))
        return otherwise

    def _one(self, name: str, known: Collection[str], otherwise: str) -> str:
        text = self.data.get(name) or otherwise
        return text if text in known else otherwise

    def _known(self, name: str, known: Collection[str]) -> list[str]:
        asked = list(dict.fromkeys(self.data.getlist(name)))
        if not set(asked) <= set(known):
            self._note(_("ここにないものは、のぞいてさがしました。"))
        return [one for one in asked if one in known]

    def _note(self, words: str) -> None:
        if words not in self.notes:
            self.notes.append(words)


def nearest_length(minutes: int) -> int:
    """Of the lengths that one can look for, the nearest."""
    return min(LENGTHS, key=lambda length: abs(length - minutes))


def when_words(when: str) -> str:
    words: Mapping[str, str] = {
        "today": _("きょう"),
        "tomorrow": _("あした"),
        "week": _("きょうから7日間"),
        "days": _("日にちをえらぶ"),
    }
    return words[when]


def is_asked(names: Iterable[str]) -> bool:
    """Whether an address asks for anything."""
    return not ASKED.isdisjoint(names)
