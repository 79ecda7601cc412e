"""Where each kind of way leads, for this asker: only to what is there for them, or what the judge allows."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext as _

from booking.labels.facts import OF_THE_ROOM
from booking.models import Booking
from booking.queries import group_registrations
from booking.queries.bookings import by_key
from booking.queries.consents import is_awaited, was_asked
from booking.queries.courses import is_given
from booking.queries.groups import key_of
from booking.queries.nearby import Near
from booking.queries.registries import registries
from booking.queries.slots import first_free
from booking.rules.codes import Code
from booking.rules.verdict import Outcome, Reason
from booking.web.elsewhere import free_elsewhere
from booking.web.helps import Help
from booking.web.lacking import wanted_of_reader
from booking.web.question import Question, waiting_helps
from facilities.labels import day_words, span_words
from facilities.rules.spans import local_day

# What the page of a request asks for itself.
ONLY_ASKED = frozenset({"purpose"})


@dataclass(frozen=True, slots=True)
class Way:
    href: str
    words: str


@dataclass(frozen=True, slots=True)
class Card:
    """What the ways are made from; `near` are the uses close by that the judge allows."""

    asked: Question
    reasons: Sequence[Reason]
    near: Sequence[Near]


def _uses(card: Card) -> Iterator[Way]:
    yield from (_use(one, card.asked) for one in card.near)


def _use(near: Near, asked: Question) -> Way:
    told = {"when": span_words(near.span, asked.zone, asked.today), "room": near.room.name}
    if asked.moving:
        words, base = _("%(when)sに変える"), reverse("booking-move", args=[asked.moving.public_id])
    else:
        words = _("%(when)sを予約する") if near.room.pk == asked.room.pk else _("%(when)s %(room)sを予約する")
        base = reverse("book", args=[near.room.facility.slug, near.room.slug])
    return Way(f"{base}?{_said(asked.at(near.span))}", words % told)


def _said(told: Mapping[str, object]) -> str:
    return urlencode(told, doseq=True)


def _own(card: Card) -> Iterator[Way]:
    for reason in card.reasons:
        if reason.code == Code.TAKEN and reason.values.get("booking"):
            yield Way(reverse("booking", args=[reason.values["booking"]]), _("この予約を見る"))
        elif reason.code == Code.ONE_AT_A_TIME and (counted := _counted(card.asked, reason)):
            day = day_words(local_day(counted.start, card.asked.zone), card.asked.today)
            words = _("%(day)sの予約を見る") % {"day": day}
            yield Way(reverse("booking", args=[counted.public_id]), words)


def _counted(asked: Question, reason: Reason) -> Booking | None:
    """The booking after which the next can be made."""
    history = asked.asker.history if asked.asker else None
    keys = (key for key, held in history or () if held.holding and held.span.end == reason.values["until_at"])
    key = next(keys, None)
    return None if key is None else by_key(key)


def _later(card: Card) -> Iterator[Way]:
    """The week of the room in which a window is lit, if there is one."""
    asked = card.asked
    # What the card offers already is found without another look at the calendar.
    uses = [one.span for one in card.near if one.room.pk == asked.room.pk]
    first = uses[0] if uses else first_free(asked.room, asked.asker, asked.now, asked.moving)
    if first is not None:
        day = local_day(first.start, asked.zone)
        told = {"from": day.isoformat(), **asked.coming.told}
        yield Way(f"{_week(asked)}?{_said(told)}#grid", _("ほかの時間の空きを見る"))


def _week(asked: Question) -> str:
    if asked.moving:
        return reverse("booking-move", args=[asked.moving.public_id])
    return reverse("room", args=[asked.hall.slug, asked.room.slug])


def _who(card: Card) -> Iterator[Way]:
    if card.asked.here and card.asked.asker:
        # What a clause of the room asks is asked there, too: then nobody else has to come.
        asked = [fact for one in card.reasons for fact in one.lacking if fact in OF_THE_ROOM]
        words = _("聞かれていることに答える") if asked else _("使う人を変える")
        place = f"#id_{asked[0]}" if asked else ""
        yield Way(f"{reverse('who')}?{urlencode({'next': card.asked.here})}{place}", words)


def _remind(card: Card) -> Iterator[Way]:
    asked = card.asked
    if waiting_helps(card.reasons):
        base = reverse("reminder", args=[asked.hall.slug, asked.room.slug])
        yield Way(f"{base}?{_said(asked.at(asked.span))}", _("始まる時をカレンダーに入れる"))


def _round(card: Card) -> Iterator[Way]:
    drawn = next((reason for reason in card.reasons if reason.code == Code.LOTTERY), None)
    if drawn is not None:
        words = _("抽選に申しこむ") if "closes_at" in drawn.values else _("抽選のページを見る")
        yield Way(reverse("lottery", args=[drawn.values["round"]]), words)


def _mine(card: Card) -> Iterator[Way]:
    if card.asked.asker:
        yield Way(reverse("me"), _("自分の予約を見る"))


def _rules(card: Card) -> Iterator[Way]:
    clause = next((reason.clause for reason in card.reasons if reason.clause), "")
    base = reverse("rules", args=[card.asked.hall.slug])
    yield Way(f"{base}#{clause}" if clause else base, _("館のきまりを読む"))


def _consent(card: Card) -> Iterator[Way]:
    if purpose := wanted_of_reader(card.asked, card.reasons):
        asker = card.asked.asker
        reader = None if asker is None else asker.reader
        yield Way(reverse("my-guardians"), _asking_words(reader, purpose, card.asked.now))


def _asking_words(reader: int | None, purpose: str, now: int) -> str:
    """Whoever has asked and waits is not to be sent to ask again."""
    if reader is None or not was_asked(reader):
        return _("保護者の方にお願いする")
    if is_awaited(reader, purpose, now):
        return _("返事を待っているお願いを見る")
    return _("もう一度お願いを送る")


def _paper(card: Card) -> Iterator[Way]:
    if purpose := wanted_of_reader(card.asked, card.reasons):
        told = {"hall": card.asked.hall.slug, "purpose": purpose}
        yield Way(f"{reverse('consent-paper')}?{urlencode(told)}", _("紙に書いてもらう"))


def _rooms(card: Card) -> Iterator[Way]:
    yield Way(reverse("hall", args=[card.asked.hall.slug]), _("ほかの部屋を見る"))


def _halls(card: Card) -> Iterator[Way]:
    """Where they are free at that time for the same people; if nowhere, all of them."""
    free = free_elsewhere(card.asked)
    yield Way(free, _("ほかの館の空きを見る")) if free else Way(reverse("home"), _("ほかの館を見る"))


def _without(card: Card) -> Iterator[Way]:
    """The sheet of the same use, on which nothing is ticked."""
    asked = card.asked
    base = reverse("book", args=[asked.hall.slug, asked.room.slug])
    yield Way(f"{base}?{_said(asked.at(asked.span))}", _("それなしで予約する"))


def _wait(card: Card) -> Iterator[Way]:
    """For a member, who asks for something new that is still to come, and that others have."""
    asked = card.asked
    own = any(reason.values.get("booking") for reason in card.reasons)
    if asked.asker and asked.asker.person and not own and not asked.moving and asked.span.start > asked.now:
        base = reverse("wait", args=[asked.hall.slug, asked.room.slug])
        yield Way(f"{base}?{_said(asked.at(asked.span))}", _("空いたら知らせる"))


def _ask(card: Card) -> Iterator[Way]:
    """For a member who asks for something new, still to come, that the hall alone decides."""
    asked = card.asked
    settled = asked.verdict.outcome is Outcome.ASK and ONLY_ASKED.issuperset(asked.verdict.lacking)
    if settled and asked.asker and asked.asker.person and not asked.moving and asked.span.start > asked.now:
        at = asked.at(asked.span) | ({"purpose": asked.purpose} if asked.purpose else {})
        base = reverse("request", args=[asked.hall.slug, asked.room.slug])
        yield Way(f"{base}?{_said(at)}", _("確認をお願いする"))


def _call(card: Card) -> Iterator[Way]:
    if card.asked.hall.phone:
        yield Way(f"tel:{card.asked.hall.phone}", _("館に電話する"))


def _counter(words: Callable[[], str]) -> Callable[[Card], Iterator[Way]]:
    """Where the hall is and when it is open, for what is done there."""

    def lead(card: Card) -> Iterator[Way]:
        yield Way(f"{reverse('hall', args=[card.asked.hall.slug])}#about", words())

    return lead


def _own_or(own: Callable[[], str], counter: Callable[[], str]) -> Callable[[Card], Iterator[Way]]:
    """One's own registration, and that of a group, is asked for on a page; that of friends at the counter."""

    def lead(card: Card) -> Iterator[Way]:
        asker = card.asked.asker
        if asker is None or asker.person is None:
            yield Way(reverse("join"), _("はじめて使う人の登録をする"))
        elif asker.company.group is not None and _asks_groups(card):
            yield Way(reverse("group", args=[key_of(asker.company.group)]), _("グループの登録を見る"))
        elif asker.company.people == (asker.person,) and _asks_people(card):
            yield Way(reverse("registration"), own())
        else:
            yield from _counter(counter)(card)

    return lead


def _asks_groups(card: Card) -> bool:
    """Whether where a registration is lacking groups register, and not each who comes. Two queries."""
    # That everybody of a group is registered is each one's to do: the group's page would not help.
    reasons = (reason for reason in card.reasons if reason.code != Code.GROUP_ALL_REG)
    return not _lacking(reasons).isdisjoint(group_registrations.registries(card.asked.today))


def _asks_people(card: Card) -> bool:
    """Whether where a registration is lacking people register by themselves. Two queries."""
    wanted = _lacking(card.reasons)
    return any(at.asks_people for at in registries(card.asked.now) if at.key in wanted)


def _lacking(reasons: Iterable[Reason]) -> set[object]:
    """The registries (by key) with which somebody is not registered."""
    return {reason.values.get("registry") for reason in reasons}


def _course(card: Card) -> Iterator[Way]:
    """The dates of the course, where there are any ahead; else whoever knows of the next."""
    hall = card.asked.hall
    wanted = {str(reason.values.get("course")) for reason in card.reasons if reason.code == Code.INDUCTION}
    if any(is_given(hall, course, card.asked.now) for course in wanted):
        yield Way(reverse("courses", args=[hall.slug]), _("講習会の日を見る"))
    else:
        yield from _counter(lambda: _("講習会のことを館で聞く"))(card)


LEADS: Mapping[Help, Callable[[Card], Iterator[Way]]] = {
    Help.OWN: _own,
    Help.NEAR: _uses,
    Help.LATER: _later,
    Help.ROOMS: _rooms,
    Help.HALLS: _halls,
    Help.WHO: _who,
    Help.REMIND: _remind,
    Help.MINE: _mine,
    Help.ROUND: _round,
    Help.RULES: _rules,
    Help.WITHOUT: _without,
    Help.WAIT: _wait,
    Help.CONSENT: _consent,
    Help.PAPER: _paper,
    Help.ASK: _ask,
    Help.CALL: _call,
    Help.COME: _counter(lambda: _("館に来て相談する")),
    Help.REGISTER: _own_or(lambda: _("利用登録をする"), lambda: _("館の窓口で登録する")),
    Help.RENEW: _own_or(lambda: _("利用登録を更新する"), lambda: _("館の窓口で更新する")),
    Help.COURSE: _course,
    Help.SHOW: _counter(lambda: _("館の窓口で見せる")),
    Help.PAY: _counter(lambda: _("館の窓口ではらう")),
}
