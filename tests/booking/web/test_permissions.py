"""Who may open what: every address stands here, and a foreign thing answers as one that is not there."""

import re
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import pytest
from django.apps import apps
from django.db import transaction
from django.test import Client
from django.urls import reverse

from booking.actions.groups import dissolve
from booking.actions.invitations import invite
from booking.actions.partners import invite_partner
from booking.actions.programmes import About, publish_programme
from booking.actions.waiting import wait
from booking.models import (
    Act,
    Booking,
    Choice,
    Entry,
    Guardian,
    Membership,
    OpenDate,
    Person,
    PlaceDraw,
    Round,
    Series,
    SupportedGroup,
)
from booking.models.keys import fingerprint
from booking.queries.party import Company, asker_of
from booking.rules.waiting import Wish
from booking.web.urls import urlpatterns
from facilities.calendars import write_bookings
from tests.booking.lectures import a_lecture, a_request
from tests.booking.programmes import a_department, a_programme, held
from tests.booking.series import weekly
from tests.factories import CONSENTING, NOW, TODAY, a_booking, a_facility, a_hall, span, the_room
from tests.people import a_band, a_guardian, a_high_schooler, a_junior_high_student, consented, staff
from tests.rounds import a_round

pytestmark = pytest.mark.django_db
AHEAD = span("2026-12-04", "17:00", "19:00")
NOBODYS, YOKOS, OTHERS = "4" * 40, "5" * 40, "6" * 40  # of links: nobody's, a guardian's, another child's

LEFT_OUT = re.compile(rb'(nonce|value)="[^"]*"')

REGISTRY = """
[[clauses]]
id = "R1"
ja = "団体は登録をします。"
en = "Groups register."
  [[clauses.says]]
  type = "registration"
  of = "group"
"""

# Open to everybody; nothing on them is anybody's.
PUBLIC = {
    *(
        "home",
        "find",
        "pref",
        "in",
        "in-by-mail",
        "hall",
        "rules",
        "room",
        "book",
        "reminder",
        "lotteries",
        "lottery",
    ),
    *(
        "programme",
        "lottery-result",
        "lottery-record",
        "lottery-verify",
        "courses",
        "join",
        "join-check",
        "join-first",
    ),
    *("join-page", "invited", "outbox", "invitation", "mail-confirm"),
    *("talents", "supported-groups"),
    *("city-calendar", "hall-calendar", "room-calendar", "programmes"),
    *("programmes-calendar", "programme-calendar", "network"),
    *("lectures", "lecture"),
    *("programmes-calendar", "programme-calendar", "programme-leaflet", "hall-print"),
    *("month-children", "month-grown-ups", "news"),
    *("suggest", "suggest-mine", "hall-suggest", "hall-committees", "city-committees"),
    *("programme-draw-record", "programme-draw-verify"),
}
# One's own, whoever one is: a stranger is asked to sign in.
OF_ONESELF = {
    *("who", "wait", "waits", "series-new", "me", "notices", "notices-read", "notices-mail", "my-guardians"),
    *(
        "consent-ask",
        "consent-paper",
        "join-done",
        "registration",
        "mydata",
        "mydata-export",
        "mydata-forget",
    ),
    *("groups", "group-new", "lottery-wish", "course-seat", "request"),
    *("programme-sign-up", "programme-stay-away", "programme-come-back"),
    *("my-talent", "my-talent-revoke", "my-talent-still", "my-talent-erase"),
}
# Somebody's: absent for all others, whoever they are.
OF_SOMEBODY = {
    *("booking", "booking-cancel", "booking-restore", "booking-move", "booking-move-back", "booking-accept"),
    *("booking-rehouse", "booking-choose", "request-take", "series-rest", "series-restore"),
    *("booking-decline", "booking-rooms", "booking-party", "booking-again", "booking-extend"),
    *("reduction", "reduction-withdraw"),
    *("booking-hand-back", "papers", "paper", "paper-issue", "wait-stop", "series", "series-cancel"),
    "wait-again",
    *("series-move", "guardian-reach", "lottery-give-back", "lottery-confirm", "group", "group-rename"),
    *("group-usual", "group-dissolve", "group-leave", "group-member", "group-invite", "group-revoke"),
    *("group-roster", "group-roster-sample", "group-register", "group-partner"),
    *("lecture-request", "lecture-withdraw", "lecture-accept"),
    *("group-talent", "group-talent-revoke", "group-talent-still", "group-talent-erase"),
    *("group-supported", "group-supported-leave", "group-open-dates", "group-open-date-cancel"),
}
# Of a group: absent for members who do not lead it.
OF_A_LEADER = {
    *("reduction", "reduction-withdraw"),
    *("booking-party", "papers", "paper", "group-member", "group-roster", "group-register", "group-invite"),
    *("group-dissolve", "group-rename", "group-revoke", "group-partner"),
    *("lecture-request", "lecture-withdraw", "lecture-accept"),
    *("group-talent", "group-talent-revoke", "group-talent-still", "group-talent-erase"),
    *("group-supported", "group-supported-leave", "group-open-dates", "group-open-date-cancel"),
}
# For whoever has the link, with an account or without.
BY_LINK = {
    *("consent", "guardian", "guardian-contact", "guardian-cancel", "guardian-keep-home"),
    *("guardian-stay-away", "guardian-come-after-all"),
    *("guardian-revoke", "guardian-stand"),
}
# The same, of a school or a club: test_reporting.py beside this one holds them.
BY_REPORTER = {"reporter", "reporter-nothing", "reporter-day", "reporter-withdraw", "reporter-again"}
# For a tablet by its key, and for whoever reads the label on a thing: tests of their own hold them.
BY_LABEL = {"door", "fault"}
# Of what the plan has to say who collects it, or which was made: test_articles.py and test_news.py hold them.
BY_PLAN = {"article-new", "article-mine", "news-issue"}


class City:
    """Somebody who has one of everything, and what addresses are made of."""

    def __init__(self) -> None:
        self.hall = a_hall(CONSENTING + REGISTRY)
        room, self.other_hall = the_room(self.hall, "band"), a_facility("nishi")
        self.owner, self.mate = a_junior_high_student(), a_high_schooler()
        self.group = a_band(self.owner, self.mate)
        self.own = a_booking(room, AHEAD, self.owner)
        self.ours = a_booking(room, span("2026-12-09", "17:00", "19:00"), self.owner, group=self.group)
        event = write_bookings(room, weekly(4), AHEAD)
        self.series = Series.objects.create(
            room=room, event_id=event, person=self.owner, headcount=1, made_at=NOW
        )
        Booking.objects.filter(pk=self.own.pk).update(series=self.series, original_day=date(2026, 12, 4))
        self.yoko = a_guardian(self.owner, token_hash=fingerprint(YOKOS), mail="yoko@example.org")
        self.ken = a_guardian(self.mate, token_hash=fingerprint(OTHERS))
        self.consent = consented(self.owner, self.hall, "evening", TODAY, date(2027, 3, 31), self.yoko)
        wish = Wish(frozenset([room.pk]), TODAY, date(2026, 12, 30), frozenset([4]), 1020, 1140, 7200)
        self.wait = wait(asker=asker_of(self.owner, Company(), NOW), wish=wish, now=NOW)
        self.lottery = a_round(self.hall)
        entry = Entry.objects.create(
            round=self.lottery, person=self.owner, headcount=1, channel="web", received_at=NOW, changed_at=NOW
        )
        Choice.objects.create(entry=entry, slot=self.lottery.slots.all()[0], rank=1, outcome="won")
        Round.objects.update(state=Round.State.DRAWN, drawn_at=NOW, record={"entries": [], "result": []})
        a_department(self.hall)
        leader = staff(self.hall)
        self.programme = a_programme(self.hall, leader, About("歌の会", places={("junior_high", None): 5}))
        publish_programme(programme=self.programme, actor=leader, now=NOW)
        self.session = held(self.programme, leader, AHEAD)
        self.talk = a_lecture()
        self.asked = a_request(self.talk, self.owner, self.group)
        network = SupportedGroup.objects.create(
            group=self.group,
            department=self.hall.department,
            kind="other",
            about="歌",
            welcomes="みんな",
            state="stands",
            asked_at=NOW,
        )
        self.open_date = OpenDate.objects.create(
            supported=network, start=AHEAD.start, end=AHEAD.end, title="歌の会", place="公園"
        )
        PlaceDraw.objects.create(
            programme=self.programme,
            seed="1",
            seed_hash="2",
            sealed_at=NOW,
            drawn_at=NOW,
            record={"seats": {}},
        )
        invite_partner(programme=self.programme, group=self.group, actor=leader, now=NOW)
        self.invitation = invite(group=self.group, actor=self.owner, now=NOW).invitation

    def strangers(self) -> dict[str, Person]:
        gone, ended = a_high_schooler(), a_high_schooler()
        Membership.objects.create(group=self.group, person=gone)
        Membership.objects.filter(person=gone).delete()
        dissolve(group=a_band(ended), actor=ended, now=NOW)
        return {
            "another teen": a_high_schooler(),
            "the desk of another hall": staff(self.other_hall),
            "staff without a post": staff(),
            "who was in the group": gone,
            "whose group is no more": ended,
        }

    def address(self, name: str) -> str:
        ids = {"b": self.own, "s": self.series, "w": self.wait, "g": self.group, "l": self.lottery}
        ids |= {"p": self.programme}
        pattern = next(one for one in urlpatterns if one.name == name)
        given: dict[str, Any] = {
            "hall": self.hall.slug,
            "room": "band",
            "number": 1,
            "kind": "application",
            "registry": "higashi-rules",
            "person": self.mate.public_id,
            "invitation": self.invitation.public_id,
            "token": NOBODYS,
            "key": "name",
            "month": "2026-12",
            "session": self.session.public_id,
            "open_date": self.open_date.public_id,
            "programme": self.programme.public_id,
            "public_id": getattr(ids.get(str(pattern.pattern)[0]), "public_id", self.yoko.public_id),
        }
        if name.startswith("lecture"):
            given["public_id"] = (self.talk if name == "lecture" else self.asked).public_id
        if name.startswith("booking-party"):
            given["public_id"] = self.ours.public_id
        return reverse(name, kwargs={key: given[key] for key in pattern.pattern.converters})


@pytest.fixture
def city() -> City:
    return City()


def signed_in(person: Person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def everything() -> list[str]:
    """All rows of the service's own tables, but for what people have looked at."""
    tables = [model for model in apps.get_app_config("booking").get_models() if model is not Act]
    rows = [f"{row}" for model in tables for row in model._default_manager.order_by("pk").values_list()]
    return [*rows, *(f"{act}" for act in Act.objects.exclude(verb="look").values_list("pk", "verb"))]


def answers(client: Client, address: str) -> Iterator[Any]:
    """To reading and to sending a form that says yes to everything."""
    yes = {"sequence": "0", "e": "2026-12-04T19:00", "all": "1", "do": "remove", "name": "x", "sure": "on"}
    yield client.get(address)
    yield client.post(address, yes)


def test_every_address_stands_in_one_of_the_lists() -> None:
    lists = (PUBLIC, OF_ONESELF, OF_SOMEBODY, BY_LINK, BY_REPORTER, BY_LABEL, BY_PLAN)
    names = sorted(str(pattern.name) for pattern in urlpatterns)
    assert sorted(name for one in lists for name in one) == names


def test_a_stranger_is_asked_to_sign_in(client: Client, city: City) -> None:
    before = everything()
    for name in sorted(OF_ONESELF | OF_SOMEBODY):
        for answer in answers(client, city.address(name)):
            to = answer.headers.get("Location", "")
            assert answer.status_code == 405 or to.startswith("/in/login/?next="), name
    assert everything() == before


def test_what_is_somebody_elses_is_absent_and_stays_as_it_is(city: City) -> None:
    clients = {who: signed_in(person) for who, person in city.strangers().items()}
    before = everything()
    for who, client in clients.items():
        for name in sorted(OF_SOMEBODY - {"group-leave"}):
            statuses = {answer.status_code for answer in answers(client, city.address(name))}
            assert statuses <= {404, 405}, (who, name)
        # Whoever is in no such group has left it already, be there one or not.
        assert client.post(city.address("group-leave")).headers["Location"] == "/g/", who
    assert everything() == before


def test_it_is_there_for_those_whose_it_is(as_member: Callable[..., Client], city: City) -> None:
    # A paper is the desk's to issue, and this booking was never offered to anybody.
    client, elsewhere = as_member(city.owner), {"paper-issue", "booking-accept", "booking-decline"}
    for name in sorted(OF_SOMEBODY - elsewhere):
        with transaction.atomic():
            statuses = {answer.status_code for answer in answers(client, city.address(name))}
            transaction.set_rollback(True)
        assert statuses - {404, 405}, name


def test_whoever_is_in_a_group_and_does_not_lead_it_changes_nothing(
    as_member: Callable[..., Client], city: City
) -> None:
    client, before = as_member(city.mate), everything()
    city.own = city.ours
    for name in sorted(OF_A_LEADER):
        statuses = {answer.status_code for answer in answers(client, city.address(name))}
        assert statuses <= {404, 405, 409}, name
    assert everything() == before


def test_a_link_opens_nothing_of_another_child(client: Client, city: City) -> None:
    consent = city.consent.public_id
    of = {
        "guardian-cancel": city.own.public_id,
        "guardian-keep-home": city.ours.public_id,
        "guardian-stay-away": city.session.public_id,
        "guardian-come-after-all": city.session.public_id,
        "guardian-revoke": consent,
        "guardian-stand": consent,
    }
    before = everything()
    for name, key in of.items():
        for token in (NOBODYS, OTHERS):
            answer = client.post(reverse(name, args=[token, key]), {"sequence": "0"})
            assert answer.status_code in (404, 409), name
    assert everything() == before


def test_a_link_that_was_stopped_answers_as_one_that_nobody_sent(client: Client, city: City) -> None:
    consent = [city.consent.public_id]
    more = {
        "guardian-cancel": [city.own.public_id],
        "guardian-keep-home": [city.ours.public_id],
        "guardian-stay-away": [city.session.public_id],
        "guardian-come-after-all": [city.session.public_id],
        "guardian-revoke": consent,
        "guardian-stand": consent,
    }
    Guardian.objects.filter(pk=city.yoko.pk).update(stopped_at=NOW)
    for name in sorted(BY_LINK):
        stopped, unknown = (
            [
                (one.status_code, one.content.replace(token.encode(), b""))
                for one in answers(client, reverse(name, args=[token, *more.get(name, [])]))
            ]
            for token in (YOKOS, NOBODYS)
        )
        assert {status for status, _ in stopped} <= {404, 405}, name
        assert [LEFT_OUT.sub(b"", page) for _, page in stopped] == [
            LEFT_OUT.sub(b"", page) for _, page in unknown
        ], name
