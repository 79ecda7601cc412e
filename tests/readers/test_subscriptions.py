"""Each kind of feed, subscribed to over HTTP by a real client, shows what API and pages tell.

Something is booked, moved, cancelled or opened by API and pages, and the telephone looks again. One service
is there for all of it, since it takes longest to start; each test has days of its own.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.readers.caller import Caller
from tests.readers.hall import BAND, EVENING, LINK, NOW, SONGS, Hall, times_of, utc
from tests.readers.phone import Phone, Told, Unreachable
from tests.service import service

CITY = Path(__file__).parent / "city.py"
OF_BOOKINGS = ["room", "hall", "member", "group", "child", "staff"]
OF_EVENINGS = ["hall", "evenings", "staff"]
OF_PROGRAMMES = ["programme", "programmes"]
# Whose they are, the page on which one asks for them, and what of.
PRIVATE = {
    "member": ("haruka", "/me/calendar/", ""),
    "group": ("haruka", "/me/calendar/", f"group:{BAND}"),
    "child": ("anybody", f"/guardian/{LINK}/calendar/", ""),
    "staff": ("desk", "/me/calendar/", "hall:higashi"),
}


@pytest.fixture(scope="module")
def hall() -> Iterator[Hall]:
    with service(clock=NOW.isoformat()) as served:
        served.manage("shell", "--no-imports", told=CITY.read_text())
        yield Hall(served, *(Caller(served.url, card) for card in ("1001", "9001", "")))


@pytest.fixture(scope="module")
def phone(hall: Hall, tmp_path_factory: pytest.TempPathFactory) -> Phone:
    """Subscribed to each kind, by the page that offers it."""
    held = Phone(tmp_path_factory.mktemp("phone"))
    pages = {
        "room": "/h/higashi/r/a/calendar/",
        "hall": "/h/higashi/calendar/",
        "evenings": "/calendar/",
        "programme": f"/p/{SONGS}/calendar/",
        "programmes": "/p/calendar/",
    }
    public = {kind: address_on(hall.anybody.get(page)) for kind, page in pages.items()}
    private = {
        kind: address_on(getattr(hall, holder).send(page, name=kind, of=of))
        for kind, (holder, page, of) in PRIVATE.items()
    }
    held.subscribe(**public, **private)
    return held


def address_on(page: str) -> str:
    """What the link to this device leads to: webcal is http to a calendar."""
    [address] = re.findall(r'href="webcal(://[^"]+\.ics)"', page)
    return f"http{address}"


def alike(hall: Hall, phone: Phone) -> dict[str, list[Told]]:
    """The telephone looks, and shows what is told; by kind of feed."""
    phone.look()
    shown = phone.shows()
    assert shown == hall.tells()
    ahead = [one for one in shown["child"] if one[3] == "CONFIRMED" and one[1] > utc(NOW)]
    assert ahead == hall.on_the_guardians_page()
    return shown


def states(shown: dict[str, list[Told]], when: tuple[str, str], kinds: list[str]) -> list[list[str]]:
    """In which state each kind tells of that time."""
    return [[state for *times, _, state in shown[kind] if tuple(times) == when] for kind in kinds]


def book(hall: Hall, start: str, end: str) -> str:
    """In the band's name, the room a; the booking's id."""
    times = {"start": f"{start}:00+09:00", "end": f"{end}:00+09:00"}
    wish = {"room": "higashi/a", "group": BAND, "people": ["me"], "purpose": "練習, その2", **times}
    booking: str = hall.haruka.call("bookings/", **wish)["id"]
    return booking


def date_of_series(hall: Hall, day: str) -> str:
    [booking] = [one["id"] for one in hall.haruka.list("bookings/") if one["start"].startswith(day)]
    return str(booking)


def renewed(hall: Hall, kind: str) -> str:
    """The new address of that device, from the page that lists it."""
    name, page, _ = PRIVATE[kind]
    holder: Caller = getattr(hall, name)
    device = rf'<span>{kind}<small>.+?action="([^"]+/renew/)".+?name="edition" value="([^"]+)"'
    [(renewal, edition)] = re.findall(device, holder.get(page), re.DOTALL)
    return address_on(holder.send(renewal, edition=edition))


def evening_on(hall: Hall, day: str) -> str:
    """Where the desk changes the evening opening of that day."""
    [page] = set(
        re.findall(r'"(/desk/higashi/open/evening/\d+/)"', hall.desk.get(f"/desk/higashi/open/?d={day}"))
    )
    return str(page)


def test_every_kind_shows_what_is_told(hall: Hall, phone: Phone) -> None:
    shown = alike(hall, phone)
    assert all(shown.values())
    assert set(shown) == {*OF_BOOKINGS, *OF_EVENINGS, *OF_PROGRAMMES}


def test_what_was_given_back_is_crossed_out_for_a_week_past_its_time(hall: Hall, phone: Phone) -> None:
    shown = alike(hall, phone)
    told, over = times_of("11月25日", "10:00–11:00"), times_of("11月24日", "10:00–11:00")
    assert states(shown, told, OF_BOOKINGS) == [["CANCELLED"]] * 6
    assert states(shown, over, OF_BOOKINGS) == [[]] * 6


def test_what_is_booked_is_shown(hall: Hall, phone: Phone) -> None:
    book(hall, "2026-12-05T13:00", "2026-12-05T15:00")
    assert states(alike(hall, phone), times_of("12月5日", "13:00–15:00"), OF_BOOKINGS) == [["CONFIRMED"]] * 6


def test_what_is_moved_to_another_room_is_shown_there_and_crossed_out_where_it_was(
    hall: Hall, phone: Phone
) -> None:
    before, after = times_of("12月6日", "10:00–12:00"), times_of("12月8日", "13:00–14:00")
    booking = book(hall, "2026-12-06T10:00", "2026-12-06T12:00")
    alike(hall, phone)
    there = {"start": "2026-12-08T13:00:00+09:00", "end": "2026-12-08T14:00:00+09:00", "room": "higashi/b"}
    hall.haruka.call(f"bookings/{booking}/move/", **there)
    hall.left.append((*before, "使用中", "CANCELLED"))
    shown = alike(hall, phone)
    assert states(shown, before, OF_BOOKINGS) == [["CANCELLED"], *[[]] * 5]
    assert states(shown, after, OF_BOOKINGS) == [[], *[["CONFIRMED"]] * 5]


def test_what_is_cancelled_is_crossed_out(hall: Hall, phone: Phone) -> None:
    booking = book(hall, "2026-12-12T10:00", "2026-12-12T11:00")
    alike(hall, phone)
    hall.haruka.call(f"bookings/{booking}/cancel/")
    assert states(alike(hall, phone), times_of("12月12日", "10:00–11:00"), OF_BOOKINGS) == [["CANCELLED"]] * 6


def test_a_date_of_a_series_is_moved_alone(hall: Hall, phone: Phone) -> None:
    there = {"start": "2026-12-18T10:00:00+09:00", "end": "2026-12-18T11:00:00+09:00"}
    hall.haruka.call(f"bookings/{date_of_series(hall, '2026-12-16')}/move/", **there)
    shown, kinds = alike(hall, phone), OF_BOOKINGS[1:]
    assert states(shown, times_of("12月16日", "13:00–15:00"), kinds) == [[]] * 5
    assert states(shown, times_of("12月18日", "10:00–11:00"), kinds) == [["CONFIRMED"]] * 5
    assert states(shown, times_of("12月30日", "13:00–15:00"), kinds) == [["CONFIRMED"]] * 5


def test_a_date_of_a_series_is_cancelled_alone(hall: Hall, phone: Phone) -> None:
    """For those who come it is gone; who is told of each date as a use sees it crossed out."""
    hall.haruka.call(f"bookings/{date_of_series(hall, '2026-12-23')}/cancel/")
    shown, day = alike(hall, phone), times_of("12月23日", "13:00–15:00")
    assert states(shown, day, ["member", "group", "child"]) == [[]] * 3
    assert states(shown, day, ["hall", "staff"]) == [["CANCELLED"]] * 2
    assert states(shown, times_of("12月30日", "13:00–15:00"), ["member"]) == [["CONFIRMED"]]


def test_an_evening_that_is_moved_is_shown_where_it_is_held(hall: Hall, phone: Phone) -> None:
    to = {"day": "2026-12-12", "from_time": "18:00", "to_time": "20:00"}
    hall.desk.send(evening_on(hall, "2026-12-10"), what="move", **to)
    shown = alike(hall, phone)
    assert states(shown, times_of("12月10日", "17:00–21:00"), OF_EVENINGS) == [[]] * 3
    assert states(shown, times_of("12月12日", "18:00–20:00"), OF_EVENINGS) == [["CONFIRMED"]] * 3


def test_an_evening_that_is_taken_out_says_so(hall: Hall, phone: Phone) -> None:
    hall.desk.send(evening_on(hall, "2026-12-17"), what="cancel")
    evening = times_of("12月17日", "17:00–21:00")
    hall.not_held.append((*evening, f"【お休み】{EVENING}", "CANCELLED"))
    assert states(alike(hall, phone), evening, OF_EVENINGS) == [["CANCELLED"]] * 3


def test_an_evening_that_is_added_is_shown(hall: Hall, phone: Phone) -> None:
    told = {"from_time": "17:00", "to_time": "19:00", "ages": "all", "kind": "evening", "repeat": "once"}
    hall.desk.send("/desk/higashi/open/evening/", day="2026-12-15", **told)
    evening = times_of("12月15日", "17:00–19:00")
    assert states(alike(hall, phone), evening, OF_EVENINGS) == [["CONFIRMED"]] * 3


def date_on(hall: Hall, words: str) -> str:
    """The public id of the programme's date whose link at the desk says so: 「12月20日…の日時を変える」."""
    page = hall.desk.get(f"/desk/higashi/p/{SONGS}/")
    [found] = re.findall(rf'href="/desk/higashi/p/{SONGS}/move/(\w+)/" aria-label="{words}', page)
    return str(found)


def hold(hall: Hall, day: str, **where: str) -> None:
    told = {"first": day, "from": "10:00", "to": "12:00", "repeat": "once", "why": "館の行事"}
    hall.desk.send(f"/desk/higashi/p/{SONGS}/dates/", **told, **where)


def test_a_programmes_date_that_is_planned_is_shown(hall: Hall, phone: Phone) -> None:
    hold(hall, "2026-12-21", elsewhere="栗山公園", title="合わせる")
    date = times_of("12月21日", "10:00–12:00")
    assert states(alike(hall, phone), date, OF_PROGRAMMES) == [["CONFIRMED"]] * 2


def test_a_programmes_date_in_a_room_is_shown_as_a_date_and_as_a_use(hall: Hall, phone: Phone) -> None:
    hold(hall, "2026-12-22", rooms="b")
    date = times_of("12月22日", "10:00–12:00")
    assert states(alike(hall, phone), date, [*OF_PROGRAMMES, "hall", "staff"]) == [["CONFIRMED"]] * 4


def test_a_programmes_date_that_is_moved_is_shown_where_it_is_now(hall: Hall, phone: Phone) -> None:
    hold(hall, "2026-12-24", rooms="b")
    before, after = times_of("12月24日", "10:00–12:00"), times_of("12月26日", "15:00–17:00")
    assert states(alike(hall, phone), before, OF_PROGRAMMES) == [["CONFIRMED"]] * 2
    page = f"/desk/higashi/p/{SONGS}/move/{date_on(hall, '12月24日')}/"
    there = {"day": "2026-12-26", "from": "15:00", "to": "17:00", "seen": "0", "why": "館の行事"}
    hall.desk.send(page, **there)
    shown = alike(hall, phone)
    assert states(shown, before, [*OF_PROGRAMMES, "hall"]) == [[]] * 3
    assert states(shown, after, [*OF_PROGRAMMES, "hall"]) == [["CONFIRMED"]] * 3


def test_a_programmes_date_that_is_called_off_is_crossed_out(hall: Hall, phone: Phone) -> None:
    hold(hall, "2026-12-27", elsewhere="栗山公園")
    alike(hall, phone)
    session = date_on(hall, "12月27日")
    hall.desk.send(f"/desk/higashi/p/{SONGS}/do/call-off/", session=session, seen="0")
    date = times_of("12月27日", "10:00–12:00")
    assert states(alike(hall, phone), date, OF_PROGRAMMES) == [["CANCELLED"]] * 2


@pytest.mark.parametrize("kind", PRIVATE)
def test_a_renewed_address_takes_the_place_of_one_that_gives_nothing_any_more(
    hall: Hall, phone: Phone, kind: str
) -> None:
    phone.look(kind)
    new = renewed(hall, kind)
    with pytest.raises(Unreachable, match="Not Found"):
        phone.look(kind)
    phone.subscribe(**{kind: new})
    alike(hall, phone)
