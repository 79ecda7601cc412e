"""What is said of a place before somebody comes: what is known of it or its house, and what nobody knows."""

from facilities.labels.access import access_facts
from facilities.models import Facility, Room

NOBODY_LOOKED = (
    "まだたしかめていません(入口・エレベーター・車いすのトイレ・オストメイト対応トイレ・聞こえの支援・駐車場・"
    "声を使わない連絡)。"
)


def said(room: Room, house: Facility | None = None) -> dict[str, str]:
    return {fact.label: fact.words for fact in access_facts(room, house)}


def test_what_nobody_has_looked_at_is_named() -> None:
    assert said(Room()) == {"そのほか": NOBODY_LOOKED}
    assert said(Room(), Facility()) == {"そのほか": NOBODY_LOOKED}


def test_a_room_says_of_its_house_what_only_the_house_knows() -> None:
    told = said(Room(step_free=True), Facility(lift=True, parking=False))
    assert told["入口"] == "段差はありません。"
    assert told["エレベーター"] == "館全体では、あります。"
    assert told["駐車場"] == "館全体では、ありません。"
    assert "駐車場" not in told["そのほか"]


def test_what_is_known_of_the_room_itself_goes_before_the_house() -> None:
    assert said(Room(step_free=False), Facility(step_free=True))["入口"] == "段差があります。"


def test_contact_without_voice_is_the_houses_where_the_room_has_none() -> None:
    house = Facility(voiceless_contact="fax@example.org")
    assert said(Room(), house)["声を使わない連絡"] == "fax@example.org"


def test_where_all_is_known_nothing_is_left_to_be_looked_at() -> None:
    asked = ("step_free", "lift", "wheelchair_toilet", "ostomate_toilet", "hearing_loop", "parking")
    house = Facility(**dict.fromkeys(asked, True), voiceless_contact="fax@example.org")
    assert "そのほか" not in said(Room(), house)
