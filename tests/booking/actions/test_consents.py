"""A guardian agrees, refuses, takes it back; the desk receives; the judge goes by what holds."""

from datetime import date
from typing import Any

import pytest
from post_office.models import Email

from booking.actions.bookings import Company, Refused, book
from booking.actions.consent_requests import Stopped, ask_for_consent
from booking.actions.consents import (
    Answerer,
    Given,
    LinkExpired,
    LinkReplaced,
    LinkUsed,
    give_consent,
    receive_consent,
    refuse_consent,
    remind_of_the_end,
)
from booking.actions.guardians import stop_guardian
from booking.actions.revocations import revoke_consent
from booking.actions.texts import Missing, NoAddress, Unfit
from booking.actions.wanted import Wanted
from booking.models import Act, Consent, ConsentRequest, Guardian, Notice, Person
from booking.models.keys import fingerprint
from booking.queries.bookings import Absent
from booking.rules.codes import Code
from facilities.models import Room
from tests.factories import CONSENTING, NOW, at, span, the_room
from tests.people import (
    a_band,
    a_guardian,
    a_high_schooler,
    a_junior_high_student,
    a_manager,
    consented,
    staff,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("stored_mail")]
HALL = CONSENTING
FRIDAY_EVENING = span("2026-12-04", "17:00", "19:00")
SATURDAY = span("2026-12-05", "10:00", "12:00")
YOKO = Answerer(name="森 葉子", relation="母")
YEAR_END = date(2027, 3, 31)


@pytest.fixture
def sora() -> Person:
    return a_junior_high_student(call_name="そら", email="sora@example.org")


def mailed(child: Person, room: Room, mail: str) -> str:
    """The token of a link that was sent to this address, as its reader finds it."""
    ask_for_consent(
        child=child,
        hall=room.facility,
        purpose="evening",
        actor=child,
        link="link {} end".format,
        mail=mail,
        now=NOW,
    )
    return Email.objects.filter(to=mail).order_by("-pk")[0].message.split("link ")[1].split(" end")[0]


def shown(child: Person, room: Room, **fields: Any) -> str:
    """The token of a link that the child shows."""
    given: dict[str, Any] = {"purpose": "evening", "now": NOW, "link": str}
    return ask_for_consent(child=child, hall=room.facility, actor=child, **{**given, **fields}).token


def give(token: str, answerer: Answerer = YOKO, now: int = NOW) -> Given:
    return give_consent(
        link_token=token, answerer=answerer, link="https://example.org/guardian/{}/".format, now=now
    )


def refusals(
    person: Person, room: Room, when: Any = FRIDAY_EVENING, *, now: int = NOW, **fields: Any
) -> set[str]:
    """The codes for which a booking is refused; none if it was made."""
    try:
        book(person=person, wanted=Wanted(room, when, **fields), now=now)
    except Refused as refused:
        return {reason.code for reason in refused.verdict.broken}
    return set()


def test_with_the_consent_the_child_books_and_without_it_not(sora: Person, room: Room) -> None:
    assert refusals(sora, room) == {Code.GUARDIAN}
    give(shown(sora, room))
    assert refusals(sora, room) == set()


def test_a_band_books_once_the_consent_of_its_youngest_is_there(sora: Person, room: Room) -> None:
    leader = a_high_schooler()
    band = a_band(leader, sora)
    both = Company(band.pk, (leader.pk, sora.pk))
    assert refusals(leader, room, company=both) == {Code.GUARDIAN}
    give(shown(sora, room))
    assert refusals(leader, room, company=both) == set()


def test_a_consent_is_dated_and_says_by_whom_and_which_way_it_came(sora: Person, room: Room) -> None:
    consent = give(shown(sora, room)).consent
    assert (consent.given_on, consent.given_at, consent.valid_until) == (date(2026, 12, 2), NOW, YEAR_END)
    assert (consent.way, consent.through_child, consent.purpose) == (Consent.Way.LINK, True, "evening")
    assert consent.guardian is not None
    assert (consent.guardian.name, consent.guardian.relation) == ("森 葉子", "母")
    assert consent.guardian.reached == Guardian.Reached.CHILD


def test_by_the_guardians_own_mail_it_did_not_go_through_the_child(sora: Person, room: Room) -> None:
    consent = give(mailed(sora, room, "yoko@example.org")).consent
    assert not consent.through_child
    assert consent.guardian is not None
    assert (consent.guardian.mail, consent.guardian.reached) == ("yoko@example.org", Guardian.Reached.OWN)


def test_the_day_after_the_school_year_it_has_ended(sora: Person, room: Room) -> None:
    give(shown(sora, room))
    march, april = span("2027-03-31", "17:00", "19:00"), span("2027-04-02", "17:00", "19:00")
    assert refusals(sora, room, march, now=at("2027-03-20 16:00")) == set()
    assert Code.GUARDIAN in refusals(sora, room, april, now=at("2027-03-20 16:00"))


def test_a_hall_that_wants_paper_besides_takes_the_childs_phone_for_no_consent_yet(
    sora: Person, room: Room
) -> None:
    craft, when = the_room(room.facility, "craft"), span("2026-12-04", "10:00", "11:00")
    give(shown(sora, room, purpose="craft"))
    assert refusals(sora, craft, when) == {Code.GUARDIAN}
    desk = staff(room.facility)
    paper = {"hall": room.facility, "purpose": "craft", "answerer": YOKO, "way": Consent.Way.PAPER}
    received = receive_consent(child=sora, actor=desk, now=NOW, **paper)  # type: ignore[arg-type]
    assert (received.received_by, received.guardian) == (desk, Guardian.objects.get())
    assert refusals(sora, craft, when) == set()


def test_only_the_desk_of_the_hall_receives(sora: Person, room: Room) -> None:
    for actor in (sora, staff(), a_high_schooler()):
        with pytest.raises(Absent):
            receive_consent(
                child=sora, hall=room.facility, purpose="evening", answerer=YOKO, way=Consent.Way.CALL,
                actor=actor, now=NOW,
            )  # fmt: skip
    assert not Consent.objects.exists()


def test_a_guardian_who_was_stopped_is_no_guardian_at_the_desk(sora: Person, room: Room) -> None:
    a_guardian(sora, name="森 葉子", stopped_at=NOW)
    with pytest.raises(Stopped):
        receive_consent(
            child=sora, hall=room.facility, purpose="evening", answerer=YOKO, way=Consent.Way.PAPER,
            actor=staff(room.facility), now=NOW,
        )  # fmt: skip
    assert not Consent.objects.exists()


def test_a_link_answers_once(sora: Person, room: Room) -> None:
    token = shown(sora, room)
    give(token)
    with pytest.raises(LinkUsed):
        give(token, Answerer(name="べつの人", relation="父"))
    with pytest.raises(LinkUsed):
        refuse_consent(link_token=token, now=NOW)
    assert Consent.objects.count() == 1


def test_a_link_runs_out_after_two_weeks(sora: Person, room: Room) -> None:
    token = shown(sora, room)
    with pytest.raises(LinkExpired):
        give(token, now=NOW + 14 * 24 * 3600)
    assert give(token, now=NOW + 14 * 24 * 3600 - 1).consent.valid_until == YEAR_END


def test_a_link_that_was_replaced_says_so_and_the_new_one_answers(sora: Person, room: Room) -> None:
    first, second = shown(sora, room), shown(sora, room)
    with pytest.raises(LinkReplaced):
        give(first)
    assert give(second).consent.valid_until == YEAR_END


@pytest.mark.parametrize("token", ["", "x", "a" * 40, "é" * 9, "../me", "A" * 5000])
def test_a_link_that_nobody_sent_is_absent(sora: Person, room: Room, token: str) -> None:
    shown(sora, room)
    with pytest.raises(Absent):
        give(token)
    with pytest.raises(Absent):
        refuse_consent(link_token=token, now=NOW)


@pytest.mark.parametrize(
    ("typed", "error", "field"),
    [
        ({"name": " \u200b"}, Missing, "name"),
        ({"relation": ""}, Missing, "relation"),
        ({"name": "長" * 2001}, Unfit, "name"),
        ({"name": "森\u202e葉子"}, Unfit, "name"),
        ({"mail": "yoko"}, NoAddress, "mail"),
        ({"phone": "0" * 21}, Unfit, "phone"),
    ],
)
def test_what_cannot_be_taken_is_named_and_the_link_still_answers(
    sora: Person, room: Room, typed: dict[str, str], error: type[Exception], field: str
) -> None:
    token = shown(sora, room)
    with pytest.raises(error) as refusal:
        give(token, Answerer(**{"name": "森 葉子", "relation": "母", **typed}))  # type: ignore[arg-type]
    assert refusal.value.field == field  # type: ignore[attr-defined]
    assert not Guardian.objects.exists()
    assert give(token).consent


def test_a_closed_record_answers_no_link(sora: Person, room: Room) -> None:
    token = shown(sora, room)
    Person.objects.filter(pk=sora.pk).update(closed=True)
    with pytest.raises(Absent):
        give(token)


def test_refusing_tells_the_child_and_leaves_no_name(sora: Person, room: Room) -> None:
    refuse_consent(link_token=shown(sora, room), now=NOW)
    assert Notice.objects.get().kind == "consent_refused"
    assert ConsentRequest.objects.get().refused
    assert not Guardian.objects.exists()
    assert refusals(sora, room) == {Code.GUARDIAN}


def test_the_child_is_told_that_it_came_and_whether_copies_go_out(sora: Person, room: Room) -> None:
    give(shown(sora, room))
    assert "写し" not in Notice.objects.get().body
    give(mailed(sora, room, "yoko@example.org"))
    assert "予約のお知らせの写しが、保護者の方にも届きます" in Notice.objects.order_by("-pk")[0].body


def test_the_guardians_link_is_told_once_mailed_if_it_can_be_and_kept_as_a_hash(
    sora: Person, room: Room
) -> None:
    given = give(mailed(sora, room, "yoko@example.org"))
    assert Guardian.objects.get().token_hash == fingerprint(given.token)
    assert (
        f"https://example.org/guardian/{given.token}/"
        in Email.objects.get(subject="保護者の方のページ").message
    )
    again = give(mailed(sora, room, "yoko@example.org"))
    assert again.token == "", "the link that they have goes on working"
    assert Guardian.objects.count() == 1


def test_two_guardians_have_links_and_rights_of_their_own(sora: Person, room: Room) -> None:
    yoko = give(shown(sora, room))
    ken = give(shown(sora, room), Answerer(name="森 健", relation="父", may_cancel=False))
    assert yoko.token != ken.token
    assert list(Guardian.objects.values_list("name", "may_cancel")) == [("森 葉子", True), ("森 健", False)]


def test_a_stopped_guardians_open_links_are_dead(sora: Person, room: Room) -> None:
    a_guardian(sora, mail="ken@example.org")
    token = mailed(sora, room, "ken@example.org")
    guardian = Guardian.objects.get()
    stop_guardian(public_id=guardian.public_id, actor=a_manager(room.facility), now=NOW)
    with pytest.raises(Absent):
        give(token)


@pytest.mark.parametrize(
    "answerer",
    [
        Answerer(name="森　葉子", relation="母"),
        Answerer(name="もり", relation="母", mail="Yoko@example.org"),
        Answerer(name="もり", relation="母", phone="090-0000-0000"),
    ],
)
def test_a_stopped_guardian_does_not_come_back_by_a_link_from_the_childs_phone(
    sora: Person, room: Room, answerer: Answerer
) -> None:
    a_guardian(sora, mail="yoko@example.org", phone="090-0000-0000", stopped_at=NOW)
    token = shown(sora, room)
    with pytest.raises(Absent):
        give(token, answerer)
    assert (Consent.objects.count(), Guardian.objects.count()) == (0, 1)
    give(token, Answerer(name="森 健", relation="父"))


@pytest.mark.parametrize(
    ("day", "told"),
    [(date(2027, 2, 28), 0), (YEAR_END.replace(day=1), 1), (YEAR_END, 1), (date(2027, 4, 1), 0)],
)
def test_thirty_days_before_it_ends_child_and_guardian_are_told_once(
    sora: Person, room: Room, day: date, told: int
) -> None:
    consented(
        sora, room.facility, "evening", date(2026, 12, 1), YEAR_END, a_guardian(sora, mail="yoko@example.org")
    )
    while remind_of_the_end(day=day, now=NOW):
        pass
    assert Notice.objects.filter(person=sora, kind="consent_ends").count() == told
    assert Email.objects.filter(to="yoko@example.org").count() == told


def test_nobody_is_reminded_of_what_was_given_anew_or_taken_back(sora: Person, room: Room) -> None:
    consented(sora, room.facility, "evening", date(2026, 12, 1), YEAR_END)
    consented(sora, room.facility, "evening", date(2027, 3, 1), date(2028, 3, 31))
    consented(sora, room.facility, "craft", date(2026, 12, 1), YEAR_END, revoked_at=NOW)
    while remind_of_the_end(day=date(2027, 3, 10), now=NOW):
        pass
    assert not Notice.objects.exists()


def test_a_closed_records_guardian_hears_nothing_of_the_end(sora: Person, room: Room) -> None:
    consented(
        sora, room.facility, "evening", date(2026, 12, 1), YEAR_END, a_guardian(sora, mail="yoko@example.org")
    )
    Person.objects.filter(pk=sora.pk).update(closed=True)
    remind_of_the_end(day=YEAR_END, now=NOW)
    assert not Email.objects.filter(to="yoko@example.org").exists()


def test_from_february_a_consent_holds_for_the_year_to_come(sora: Person, room: Room) -> None:
    february = at("2027-02-01 16:00")
    assert give(shown(sora, room, now=february), now=february).consent.valid_until == date(2028, 3, 31)
    january = at("2027-01-31 16:00")
    assert give(shown(sora, room, now=january), now=january).consent.valid_until == YEAR_END


def test_every_verb_leaves_an_act_without_names_and_links(sora: Person, room: Room) -> None:
    token = mailed(sora, room, "yoko@example.org")
    given = give(token)
    assert given.consent.guardian is not None
    revoke_consent(guardian=given.consent.guardian, public_id=given.consent.public_id, now=NOW)
    refuse_consent(link_token=shown(sora, room), now=NOW)
    verbs = list(Act.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["ask_for_consent", "give_consent", "revoke_consent", "ask_for_consent", "refuse_consent"]
    written = str(list(Act.objects.values()))
    secrets = (token, given.token, "葉子", "母", "yoko@", "そら")
    assert [one for one in secrets if one in written] == []
