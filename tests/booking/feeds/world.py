"""What a teen, their band and their hall's desk may do in any order while feeds are read."""

from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.db.models import F
from hypothesis import strategies as st

from booking.actions.allowing import Answering
from booking.actions.bookings import Refused, book, cancel, move, restore
from booking.actions.closures import OneClosure, close, lift_closure
from booking.actions.displacements import Unseen, pass_over
from booking.actions.draws import draw
from booking.actions.evenings import cancel_evening, open_evenings, restore_evening
from booking.actions.lottery import Offer, close_list, open_round, set_round
from booking.actions.outside import bring_in
from booking.actions.programmes import (
    About,
    cancel_programme,
    cancel_session,
    change_programme,
    hold_session,
    make_programme,
    move_session,
    publish_programme,
)
from booking.actions.rosters import set_on_duty
from booking.actions.series import Shift, book_series, cancel_series, move_series
from booking.actions.signups import sign_up, stay_away
from booking.actions.subscriptions import renew
from booking.actions.undo import NoInverse, Overtaken, TooLate, undo
from booking.actions.wanted import Wanted
from booking.actions.wanted_series import WantedSeries
from booking.models import (
    Act,
    Booking,
    Coming,
    Group,
    Person,
    Programme,
    Series,
    Session,
    Subscription,
)
from booking.models.keys import fingerprint
from booking.queries.bookings import Absent
from booking.queries.displacing import displaced, shut_by_closing
from booking.queries.party import Company
from booking.queries.series import Wish
from booking.rules.displacing import Shut
from booking.rules.exchange import Comer
from booking.rules.rounds import Terms
from booking.rules.series import DatesRefused, days_of
from facilities.models import Closure, Department, Evening, Facility, OutsideEvent, Room
from facilities.rules.days import WEEKDAYS
from facilities.rules.evenings import EveningPlan
from facilities.rules.outside import Becomes, Outside, Settled
from facilities.rules.spans import Span, instant, local_day
from tests.booking.series import weekly
from tests.factories import NOW, TODAY, TOKYO
from tests.ical_reader import Part
from tests.rounds import entered

HOURS = [
    Span(instant(date(2026, 12, day), hour * 60, TOKYO), instant(date(2026, 12, day), hour * 60 + 60, TOKYO))
    for day in (3, 4, 8)
    for hour in (10, 11, 14)
]
WEEK = 7 * 24 * 60 * 60
PLACES = {("high_school", None): 2}
picks = st.integers(0, 26)  # an hour and a room
acts = st.lists(
    st.one_of(
        st.tuples(st.just("book"), picks),
        st.tuples(st.just("cancel"), picks),
        st.tuples(st.just("restore"), picks),
        st.tuples(st.just("move"), picks, picks),
        st.tuples(st.just("rename"), picks),
        st.tuples(st.just("sleep"), st.integers(0, 12)),
        st.tuples(st.just("term"), picks),
        st.tuples(st.just("move_term"), st.integers(0, 4)),
        st.tuples(st.just("end_term"), st.integers(0, 2)),
        st.tuples(st.just("overtake"), st.integers(0, 23)),
        st.tuples(st.just("outside"), picks),
        st.tuples(st.just("tick"), st.sampled_from([0, 9, 16, 23])),
        st.tuples(st.just("evenings"), st.integers(0, 4)),
        st.tuples(st.just("call_off"), picks),
        st.tuples(st.just("shut"), picks),
        st.tuples(st.just("lift"), picks),
        st.tuples(st.just("duty"), st.integers(0, 4)),
        st.tuples(st.just("lot"), picks),
        st.tuples(st.just("undo"), st.integers(0, 3)),
        st.tuples(st.just("renew"), st.integers(0, 3)),
        st.tuples(st.just("programme"), st.integers(0, 4)),
        st.tuples(st.just("session"), picks),
        st.tuples(st.just("move_session"), picks),
        st.tuples(st.just("call_off_session"), picks),
        st.tuples(st.just("swap"), picks),
        st.tuples(st.just("sign_up"), picks),
        st.tuples(st.just("stay_away"), picks),
    ),
    min_size=2,
    max_size=10,
)


SUPPRESSING = frozenset(
    {"term", "move_term", "end_term", "overtake", "outside", "evenings", "call_off", "duty"}
    | {"lot", "undo", "renew"}
    | {"programme", "session", "move_session", "call_off_session", "swap", "sign_up", "stay_away"}
)
REFUSALS = (Refused, Absent, IndexError, Unseen, DatesRefused, ValueError, NoInverse, TooLate, Overtaken)


@dataclass
class World:
    """A teen and their band, three rooms of which two share a space, the hall's desk, and a clock that only
    the acts move."""

    teen: Person
    band: Group
    desk: Person
    rooms: list[Room]
    now: int = NOW
    days: int = 0
    hour: int = 16
    # By the address that each feed began with: that of a private one may be another by now.
    addresses: dict[str, str] = field(default_factory=dict)
    dead: list[str] = field(default_factory=list)
    seen: dict[str, bytes] = field(default_factory=dict)
    told: dict[str, dict[str, Part]] = field(default_factory=dict)

    def do(self, act: str, pick: int, *where: int) -> None:
        if act == "sleep":
            self.days += pick
        elif act == "tick":
            self.hour = pick
        elif act == "rename":
            names = {"name_ja": f"館{pick}", "revision": F("revision") + 1}
            Facility.objects.filter(slug="higashi").update(**names)
        elif act in ("shut", "lift"):
            self.close_or_lift(act, HOURS[pick % len(HOURS)])
        elif act in SUPPRESSING:
            with suppress(*REFUSALS):
                getattr(self, act)(pick)
        else:
            with suppress(Refused):
                self.verb(act, pick, *where)

    def term(self, pick: int) -> None:
        """Three weeks of an hour in the band's name."""
        place = self.place(pick)
        room, hour = place["room"], place["span"]
        recurrence = weekly(3, local_day(hour.start, TOKYO))
        wished = [
            Wish(day, room, Span(hour.start + week * WEEK, hour.end + week * WEEK))
            for week, day in enumerate(days_of(recurrence))
        ]
        book_series(
            person=self.teen,
            wanted=WantedSeries(room, recurrence, hour, wished, Company(group=self.band.pk)),
            now=self.now,
        )

    def move_term(self, pick: int) -> None:
        """The whole term a day later or earlier, at another hour."""
        if series := Series.objects.select_related("room__facility").order_by("-pk").first():
            start = (10 + pick) * 60
            shift = Shift(pick % 2, start, start + 60)
            move_series(series=series, actor=self.teen, shift=shift, now=self.now)

    def end_term(self, pick: int) -> None:
        """One of its dates and all that follow, given back."""
        if series := Series.objects.select_related("room__facility").order_by("-pk").first():
            days = sorted(series.bookings.values_list("original_day", flat=True))
            cancel_series(series=series, actor=self.teen, from_day=days[pick], now=self.now)

    def overtake(self, pick: int) -> None:
        """What was displaced and not answered by the world's day is given up."""
        pass_over(now=instant(self.day, pick * 60, TOKYO))

    def outside(self, pick: int) -> None:
        """A neighbour's calendar holds a room for an hour; the next of its files no longer names the last."""
        room, hour = self.place(pick)["room"], HOURS[pick % len(HOURS)]
        hold = Settled(Outside(str(pick), "練習", hour), Becomes.HOLD, frozenset({room.slug}))
        seen = {
            one.public_id: None
            for one in displaced(room.facility, shut_by_closing(room.facility, [hour], [room.slug]), self.now)
        }
        gone = list(OutsideEvent.objects.exclude(key=str(pick)).values_list("key", flat=True))
        told = {"settled": [hold], "gone": gone, "offers": seen, "actor": self.desk, "now": self.now}
        bring_in(facility=room.facility, name="となりの館", **told)

    def evenings(self, pick: int) -> None:
        weekday = {"first": self.day, "weekdays": [WEEKDAYS[pick]], "last": self.day + timedelta(days=30)}
        plan = EveningPlan.model_validate({"recurrence": weekday, "from": "18:00", "to": "20:00"})
        hall = self.rooms[0].facility
        open_evenings(facility=hall, plan=plan, actor=self.desk, now=self.now, on_duty=[self.desk])

    def close_or_lift(self, act: str, hour: Span) -> None:
        """The whole hall for an hour, with whoever is displaced; or whatever was closed is open again."""
        hall = self.rooms[0].facility
        if act == "lift":
            for closure in Closure.objects.all():
                lift_closure(closure=closure, actor=self.desk, now=self.now)
            return
        seen = {one.public_id: None for one in displaced(hall, [Shut(hour)], self.now)}
        closing = [OneClosure(hour, (), "休館", "")]
        close(facility=hall, closures=closing, offers=seen, actor=self.desk, now=self.now)

    def call_off(self, pick: int) -> None:
        if evenings := list(Evening.objects.select_related("facility").order_by("pk")):
            evening = evenings[pick % len(evenings)]
            change = restore_evening if evening.cancelled else cancel_evening
            change(evening=evening, actor=self.desk, now=self.now)

    def duty(self, pick: int) -> None:
        day = self.day + timedelta(days=pick)
        people = [] if pick % 2 else [self.desk]
        hall = self.rooms[0].facility
        set_on_duty(facility=hall, day=day, people=people, actor=self.desk, now=self.now)

    def lot(self, pick: int) -> None:
        """An hour of the next week is given out by lot, and the band is the only one that wishes for it."""
        place = self.place(pick)
        room, hour = place["room"], place["span"]
        offered = [Offer(room, [Span(hour.start + WEEK, hour.end + WEEK)])]
        lottery = set_round(
            facility=room.facility,
            name_ja="冬",
            name_en="",
            terms=Terms(self.now, self.now + 60, self.now + 120),
            slots=offered,
            actor=self.desk,
            now=self.now,
        ).round
        lottery = open_round(lottery=lottery, actor=self.desk, now=self.now)
        entered(lottery, 1, now=self.now, band=self.band)
        close_list(lottery=lottery, now=self.now + 61)
        draw(lottery=lottery, now=self.now + 120)
        self.now += 120

    def undo(self, pick: int) -> None:
        """One of the last things that the desk has done is taken back."""
        done = list(Act.objects.filter(actor=self.desk).order_by("-pk")[:4])
        if pick < len(done):
            undo(act=done[pick], actor=self.desk, now=self.now)

    def renew(self, pick: int) -> None:
        """The address of a private feed is another; the one before gives nothing any more."""
        known = [(first, now) for first, now in self.addresses.items() if "/member/" in now]
        for first, old in known[pick : pick + 1]:
            hashed = fingerprint(old.removeprefix("/feeds/member/").removesuffix(".ics"))
            device = Subscription.objects.get(token_hash=hashed)
            holder = device.guardian or device.person
            assert holder is not None
            given = {"public_id": device.public_id, "edition": device.edition}
            new = renew(holder=holder, now=self.now, **given).token
            self.addresses[first] = f"/feeds/member/{new}.ics"
            self.dead.append(old)

    def programme(self, pick: int) -> None:
        """Another programme, of which nobody knows; or the last one is made known, renamed or cancelled."""
        last = Programme.objects.order_by("-pk").first()
        if last is None or pick == 0:
            hall, about = self.rooms[0].facility, About(name=f"行事{pick}", places=PLACES)
            office, _ = Department.objects.get_or_create(slug="children", name_ja="児童青少年課")
            made = {"department": office, "facility": hall, "about": about}
            make_programme(**made, actor=self.desk, now=self.now)
        elif pick == 1:
            cancel_programme(programme=last, actor=self.desk, now=self.now)
        elif pick == 2:
            about = About(name=f"行事{last.revision}", places=PLACES)
            change_programme(programme=last, about=about, actor=self.desk, now=self.now)
        else:
            publish_programme(programme=last, actor=self.desk, now=self.now)

    def session(self, pick: int) -> None:
        """A date of the last programme, in a room or in the park."""
        where = {"rooms": [self.place(pick)["room"]]} if pick % 2 else {"elsewhere": "公園"}
        when = {"span": HOURS[pick % len(HOURS)], "answering": Answering("館の行事")}
        programme = Programme.objects.order_by("-pk")[0]
        hold_session(programme=programme, **where, **when, actor=self.desk, now=self.now)

    def move_session(self, pick: int) -> None:
        """The last date a week later, at some hour."""
        hour = HOURS[pick % len(HOURS)]
        when = {"span": Span(hour.start + WEEK, hour.end + WEEK), "answering": Answering("館の行事")}
        move_session(session=Session.objects.order_by("-pk")[0], **when, actor=self.desk, now=self.now)

    def call_off_session(self, pick: int) -> None:
        dates = list(Session.objects.order_by("pk"))
        cancel_session(session=dates[pick % max(len(dates), 1)], actor=self.desk, now=self.now)

    def sign_up(self, pick: int) -> None:
        """The teen comes to a date, or somebody of the desk for two, who find one place behind the teen."""
        dates = list(Session.objects.order_by("pk"))
        date = dates[pick % max(len(dates), 1)]
        party = [Comer("high_school", None)] * (1 + pick % 2)
        wanted = {"programme": date.programme, "sessions": [date.public_id], "party": party}
        sign_up(**wanted, person=(self.teen, self.desk)[pick % 2], now=self.now)

    def stay_away(self, pick: int) -> None:
        coming = list(Coming.objects.order_by("pk"))
        one = coming[pick % max(len(coming), 1)]
        stay_away(signup=one.signup, session=one.session, actor=one.signup.person, now=self.now)

    def swap(self, pick: int) -> None:
        """A room of a date is changed for another at the board."""
        held = Booking.objects.exclude(session=None).order_by("pk")[0]
        there = {"room": self.place(pick)["room"], "span": Span(held.start, held.end)}
        move(booking=held, actor=self.desk, **there, answering=Answering("館の行事"), now=self.now)

    def verb(self, act: str, pick: int, *where: int) -> None:
        made = list(Booking.objects.order_by("pk"))
        if act == "book" or not made:
            book(person=self.teen, wanted=Wanted(**self.place(pick)), now=self.now)
            return
        change: dict[str, Any] = {"booking": made[pick % len(made)], "actor": self.teen, "now": self.now}
        if act == "move":
            move(**change, **self.place(*where))
        else:
            {"cancel": cancel, "restore": restore}[act](**change)

    def place(self, pick: int) -> dict[str, Any]:
        return {"room": self.rooms[pick // len(HOURS)], "span": HOURS[pick % len(HOURS)]}

    @property
    def day(self) -> date:
        return TODAY + timedelta(days=self.days)
