"""A programme that costs something: one party has paid, of one fewer come and have their money back, and one
has still to pay."""

from datetime import timedelta

from booking.actions.programme_fees import give_fee_back, issue_fee_receipt, take_fee
from booking.actions.programmes import About, hold_session, make_programme, publish_programme
from booking.actions.signups import change_signup, sign_up
from booking.management.demo.programmes import SONGS, ZONE
from booking.models import Person, Session, SignUp
from booking.rules.exchange import Comer
from facilities.models import Facility
from facilities.rules.spans import local_day, wall_span

COOKIES = About(
    name="クッキーを焼いて、みんなで食べる",
    about="小さい子も、中高生も、大人も、いっしょに作ります。1人ずつ、材料のお金がかかります。",
    bring="エプロン、ハンカチ",
    fee=300,
    places={("elementary", None): 6, ("junior_high", None): 4, ("high_school", None): 4, ("senior", None): 4},
)
# Of the last a guardian's page shows it.
PAID, GIVEN_BACK, TO_PAY = "100001", "100004", "100002"
PARTIES = {
    PAID: [Comer("high_school"), Comer("elementary", 3)],
    GIVEN_BACK: [Comer("senior")] * 2,
    TO_PAY: [Comer("junior_high")],
}
AHEAD = timedelta(days=12)


def bake_cookies(now: int) -> Session:
    """Its one date, in a while, with who has signed up and what they have paid."""
    hall, staff = Facility.objects.get(slug=SONGS.hall), Person.objects.get(card_number=SONGS.leads)
    made = make_programme(department=hall.department, facility=hall, about=COOKIES, actor=staff, now=now)
    publish_programme(programme=made, actor=staff, now=now)
    span = wall_span(local_day(now, ZONE) + AHEAD, 13 * 60, 15 * 60, ZONE)
    yard = f"{hall.name_ja}の庭"
    date = hold_session(programme=made, span=span, elsewhere=yard, actor=staff, now=now)
    came = {card: _signed_up(date, card, now) for card in PARTIES}
    for card in (PAID, GIVEN_BACK):
        due = COOKIES.fee * len(PARTIES[card])
        take_fee(signup=came[card], facility=hall, staff=staff, yen=due, now=now)
    issue_fee_receipt(signup=came[PAID], facility=hall, staff=staff, now=now)
    fewer = _one_less(came[GIVEN_BACK], date, now)
    give_fee_back(signup=fewer, facility=hall, staff=staff, yen=COOKIES.fee, now=now)
    return date


def _one_less(signup: SignUp, date: Session, now: int) -> SignUp:
    party, dates = PARTIES[GIVEN_BACK][1:], [date.public_id]
    return change_signup(signup=signup, sessions=dates, party=party, actor=signup.person, now=now)


def _signed_up(date: Session, card: str, now: int) -> SignUp:
    person = Person.objects.get(card_number=card)
    dates = [date.public_id]
    return sign_up(programme=date.programme, sessions=dates, party=PARTIES[card], person=person, now=now)
