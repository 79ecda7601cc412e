"""What hangs on a wall, printed by a browser: the evenings' poster, the rooms' timetable, a leaflet.

Each is one sheet of A4, in colour and for the office's printer; its QR code leads where it says.
"""

from collections.abc import Mapping

import pytest
from django.test import Client

from booking.actions.programmes import About, publish_programme
from booking.models import Person, Programme
from facilities.models import Facility, Room
from tests.booking.programmes import a_department, a_programme, held
from tests.booking.web.test_printed import a_page, whole
from tests.factories import NOW, span
from tests.scanned import Printed, printed

pytestmark = pytest.mark.django_db
UPRIGHT, ACROSS = [(210, 297)], [(297, 210)]
SUBSCRIBE = ["http://testserver/h/higashi/calendar/"]
LANGUAGES = ("ja", "en")


def papers(client: Client, addresses: Mapping[str, str]) -> dict[str, Printed]:
    pages = {name: whole(client, address) for name, address in addresses.items()}
    found = {}
    with a_page() as page:
        for name, html in pages.items():
            page.set_content(html)
            found[name] = printed(page.pdf(prefer_css_page_size=True))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_months_poster_and_its_timetable_are_one_sheet_each(
    client: Client, room: Room, language: str
) -> None:
    client.post("/pref/", {"language": language, "next": "/"})
    month = "/h/higashi/print/2026-12/"
    found = papers(client, {"colour": month, "ink": f"{month}?ink=save", "rooms": f"{month}?t=grid"})
    assert found == {
        "colour": Printed(UPRIGHT, SUBSCRIBE),
        "ink": Printed(UPRIGHT, SUBSCRIBE),
        "rooms": Printed(ACROSS, SUBSCRIBE),
    }


def test_a_month_of_four_weeks_and_one_of_six_are_one_sheet(client: Client, hall: Facility) -> None:
    # February 2027 begins on a Monday; of May 2027 the sixth week begins on the 31st.
    months = {month: f"/h/higashi/print/{month}/" for month in ("2027-02", "2027-05")}
    assert papers(client, months) == dict.fromkeys(months, Printed(UPRIGHT, SUBSCRIBE))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_leaflet_is_one_sheet_however_much_there_is_to_say(
    client: Client, hall: Facility, desk: Person, language: str
) -> None:
    a_department(hall)
    bands = ("preschool", "elementary", "junior_high", "high_school", "adult", "senior")
    about = About(
        name="地域のむかしの歌をおぼえて、みんなのバンドにする会" * 2,
        about="歌を聞いて、バンドにします。" * 60,
        bring="飲み物と、もしあれば楽器と、動きやすいくつ" * 4,
        fee=300,
        places={**{(band, None): 5 for band in bands}, **{("elementary", grade): 2 for grade in range(1, 7)}},
    )
    made = a_programme(hall, desk, about)
    for day in range(3, 29):
        held(made, desk, span(f"2026-12-{day:02}", "14:00", "16:00"))
    publish_programme(programme=made, actor=desk, now=NOW)
    Programme.objects.update(public_id="songs")
    client.post("/pref/", {"language": language, "next": "/"})
    found = papers(client, {"colour": "/p/songs/print/", "ink": "/p/songs/print/?ink=save"})
    one = Printed(UPRIGHT, ["http://testserver/p/songs/"])
    assert found == {"colour": one, "ink": one}
