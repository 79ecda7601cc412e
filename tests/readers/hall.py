"""What the hall of `city.py` tells by its API, or by a page where it has none, as calendars show it."""

import json
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from tests.factories import TOKYO
from tests.readers.caller import Caller
from tests.readers.phone import Told
from tests.service import Service

BAND, LINK, SONGS = "yorukazebandhhhh", "5" * 40, "mukashinoutahhhh"
NOW = datetime.fromisoformat("2026-12-02T16:10:00+09:00")
# What has been given back stays for the days after its time, counted at midnight.
STAYS_UNTIL = datetime.fromisoformat("2026-11-25T00:00:00+09:00")
ROOMS = {"craft": "工作室", "a": "集会室A", "b": "集会室B"}
STATES = {"booked": "CONFIRMED", "cancelled": "CANCELLED"}
WORDS = {"予約ずみ": "CONFIRMED", "取り消しました": "CANCELLED"}
SERIES = "合奏"
EVENING = "東児童館 夜間開放(どなたでも)"


@dataclass
class Hall:
    """`left` and `not_held` are what neither API nor page goes on telling: when the room a had a booking that
    is in another room now, and evenings that were taken out."""

    service: Service
    haruka: Caller
    desk: Caller
    anybody: Caller
    left: list[Told] = field(default_factory=list)
    not_held: list[Told] = field(default_factory=list)

    def tells(self) -> dict[str, list[Told]]:
        """By kind of feed."""
        own = self.haruka.list("bookings/")
        evenings = [*self._evenings(), *self.not_held]
        mine = [one for one in own if not (one["purpose"] == SERIES and one["state"] == "cancelled")]
        taken = {room: [*self._taken(room), *given_back(own, room)] for room in ROOMS}
        kinds = {
            "room": taken["a"] + self.left,
            "hall": [titled(used, f"{ROOMS[room]} – ") for room in ROOMS for used in taken[room]] + evenings,
            "evenings": evenings,
            "member": booked(mine, "%(room)s – %(purpose)s"),
            "group": booked([one for one in mine if one["group"]], "%(room)s – %(purpose)s"),
            "child": booked(mine, "%(room)s"),
            "staff": [*self._desk(), *evenings],
            "programme": dates_of(self.anybody.get(f"/p/{SONGS}/")),
            "programmes": weeks_of(self.anybody.get("/p/calendar/")),
        }
        return {kind: sorted(told) for kind, told in kinds.items()}

    def _taken(self, room: str) -> list[Told]:
        """What the API says of a room to everybody: its hours in use, joined."""
        hours = [slot for slot in self._slots(room) if slot["state"] == "taken"]
        return [(*times, "使用中", "CONFIRMED") for times in joined(hours)]

    def _evenings(self) -> list[Told]:
        """The hours that are open by no clause: somebody has opened them."""
        hours = [slot for slot in self._slots("craft") if not slot["clause"] and slot["state"] != "outside"]
        return [(*times, EVENING, "CONFIRMED") for times in joined(hours)]

    def _slots(self, room: str) -> list[dict[str, Any]]:
        asked = f"/api/v1/rooms/higashi/{room}/slots/?from=2026-12-02&to=2027-01-31"
        return [slot for day in json.loads(self.anybody.get(asked))["days"] for slot in day["slots"]]

    def _desk(self) -> list[Told]:
        """The list of bookings at the desk: those to come, and of the last days."""
        pages = [self.desk.get(f"/desk/higashi/b/?day=2026-11-{day}") for day in (24, 25)]
        found = [line for page in [*pages, self.desk.get("/desk/higashi/b/")] for line in lines_of(page)]
        return [told for told in found if told[3] != "CANCELLED" or told[1] > utc(STAYS_UNTIL)]

    def on_the_guardians_page(self) -> list[Told]:
        """The child's bookings to come."""
        page = re.sub("<rt.*?</rt>|</?ruby>", "", self.anybody.get(f"/guardian/{LINK}/"))
        found = re.findall(r"<b>(\d+月\d+日\(.\)) ([\d:]+–[\d:]+)</b><small>東児童館 (.+?)</small>", page)
        return sorted((*times_of(day, times), room, "CONFIRMED") for day, times, room in found)


def booked(listed: list[dict[str, Any]], title: str) -> list[Told]:
    """Of the API's list of bookings those that calendars still tell."""
    return [
        (*times, title_of(one, title), STATES[one["state"]])
        for one in listed
        for times in [(utc_of(one["start"]), utc_of(one["end"]))]
        if one["state"] != "cancelled" or times[1] > utc(STAYS_UNTIL)
    ]


def given_back(listed: list[dict[str, Any]], room: str) -> list[Told]:
    there = [one for one in listed if one["room"] == f"higashi/{room}" and one["state"] == "cancelled"]
    return [(start, end, "使用中", state) for start, end, _, state in booked(there, "")]


def title_of(one: dict[str, Any], title: str) -> str:
    room = ROOMS[one["room"].removeprefix("higashi/")]
    return (title % {"room": room, "purpose": one["purpose"]}).removesuffix(" – ")


def titled(told: Told, where: str) -> Told:
    start, end, title, state = told
    return start, end, where + title, state


def joined(slots: list[dict[str, Any]]) -> list[tuple[str, str]]:
    """Slots of which one ends as the next begins are one time."""
    found: list[tuple[str, str]] = []
    for slot in slots:
        start, end = utc_of(slot["start"]), utc_of(slot["end"])
        if found and found[-1][1] == start:
            start = found.pop()[0]
        found.append((start, end))
    return found


def lines_of(page: str) -> list[Told]:
    """The desk's list of bookings: when, where, how many and in which state."""
    found: list[Told] = []
    for day, lines in re.findall(r'<h2 class="num" id="d\d+">(.+?)</h2>(.+?)</section>', page, re.DOTALL):
        of_day = re.findall(
            r"<b>(.+?)</b><span>(.+?)</span><span>.+?</span><span>(.+?)</span><small>(.+?)</small>", lines
        )
        found += [
            (*times_of(day, times), f"{room} – {people}", WORDS[state])
            for times, room, people, state in of_day
        ]
    return found


def dates_of(page: str) -> list[Told]:
    """The page of a programme: when, what the date is called, and whether it takes place."""
    name = re.findall(r"<h1>(.+?)</h1>", plain(page))[0]
    found = re.findall(r"<li[^>]*><p><b>(.+?)</b>(?:<span>(.+?)</span>)?<small>(.+?)</small>", plain(page))
    return [dated(when, name, title, where) for when, title, where in found]


def weeks_of(page: str) -> list[Told]:
    """The city's calendar of programmes: the same of each."""
    when, what = r"<li[^>]*><p><small>(.+?)</small>", r"<b><a [^>]+>(.+?)</a></b>"
    found = re.findall(f"{when}{what}(?:<span>(.+?)</span>)?<small>(.+?)</small>", plain(page))
    return [dated(*one) for one in found]


def dated(when: str, name: str, title: str, where: str) -> Told:
    told = f"{name} – {title}" if title else name
    day, times = when.split()
    if "中止" in where:
        return *times_of(day, times), f"【中止】{told}", "CANCELLED"
    return *times_of(day, times), told, "CONFIRMED"


def plain(page: str) -> str:
    """Without what only keeps words together, and readings."""
    return re.sub(r'<rt.*?</rt>|</?ruby>|<span class="nw">(.+?)</span>', r"\1", page)


def times_of(day: str, times: str) -> tuple[str, str]:
    """12月5日(土), 10:00–11:00: December and before are of 2026."""
    month, date = map(int, re.findall(r"\d+", day))
    midnight = datetime(2026 if month > 6 else 2027, month, date, tzinfo=TOKYO)
    start, end = (
        midnight + timedelta(hours=int(hour), minutes=int(minute))
        for hour, minute in re.findall(r"(\d+):(\d+)", times)
    )
    return utc(start), utc(end)


def utc_of(text: str) -> str:
    return utc(datetime.fromisoformat(text))


def utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M}"
