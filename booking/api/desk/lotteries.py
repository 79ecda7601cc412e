"""Rounds of a lottery (抽選) as the desk holds them: planned, changed, opened, called off, drawn."""

from typing import Any

import django_filters
from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.draws import draw
from booking.actions.entries import Wishes, enter_on_paper
from booking.actions.lottery import (
    Offer,
    Untimely,
    cancel_round,
    close_list,
    open_round,
    set_round,
)
from booking.api.choices import ROUND_STATES_AT_DESK
from booking.api.desk.door import DeskView
from booking.api.desk.round_fields import (
    CancelRoundIn,
    DeskRoundFull,
    DeskRoundOut,
    PaperIn,
    ResultsOut,
    RoundIn,
)
from booking.api.fields import Body, Unfitting, read, shown
from booking.api.growing import Growing, paging
from booking.api.lotteries import EntryOut, entry_data, round_data
from booking.api.lotteries import slot_data as in_public
from booking.api.narrowing import Ordered
from booking.api.operations import changing, making, reading
from booking.models import Round
from booking.queries.bookings import Absent
from booking.queries.desk_rounds import cautions_on, lendable_by, on_paper, round_at, rounds_of
from booking.queries.lottery import bench, choices_of, entry_in
from booking.queries.odds import asked_of
from booking.rules.rounds import Caution, Terms
from booking.rules.staff import Right
from booking.wording.rounds import caution_words
from facilities.models import Room
from facilities.rules.spans import Span, local_day

MOST_CAUTIONS = 20  # as the page shows: a round with more of them is not opened as it is
TERMS = tuple(Terms.__dataclass_fields__)


class RoundsView(DeskView):
    right = Right.HOURS

    def round(self, public_id: str) -> Round:
        """One that the hall holds, or that gives out its rooms; Absent for any other."""
        found = round_at(self.hall, public_id)
        if found is None:
            raise Absent(public_id)
        return found

    def own(self, public_id: str) -> Round:
        """One that the hall holds: what another hall has announced, that hall changes."""
        found = self.round(public_id)
        if found.facility_id != self.hall.pk:
            raise Absent(public_id)
        return found

    def planned(self, sent: dict[str, Any], **more: Any) -> str:
        """The public id of the round that RoundIn describes; whatever `set_round` raises."""
        asked: dict[str, Any] = {
            "terms": Terms(**{name: sent[name] for name in TERMS}),
            "slots": _offers(self, sent["slots"]),
            "name_ja": sent["name_ja"],
            "name_en": sent["name_en"],
        }
        return set_round(facility=self.hall, **asked, **more, **self.by).round.public_id

    def whole(self, public_id: str, status: int = 200) -> Response:
        found = self.round(public_id)
        known = bench(found)
        wished = asked_of(found, known.slots).per(lambda one: one.number)
        # Once it is open people have entered by these dates: there is nothing left to be cautious of.
        warned = cautions_on(known)[:MOST_CAUTIONS] if found.state == Round.State.PLANNED else ()
        told = {
            **_told(found, self),
            "slots": [{**in_public(one, found), "wished": wished[one.number][0]} for one in known.slots],
            "cautions": [_caution(one, self) for one in warned],
        }
        return Response(told, status)


class LastOpened(Ordered):
    orderings = ("-opens_at", "opens_at")


class RoundsAsked(django_filters.FilterSet):  # type: ignore[misc]  # the base has no types
    state = django_filters.MultipleChoiceFilter(choices=[(one, one) for one in ROUND_STATES_AT_DESK])


class DeskRounds(RoundsView, Growing):
    serializer_class = DeskRoundOut
    pagination_class = LastOpened
    filterset_class = RoundsAsked
    queryset = Round.objects.none()

    def get_queryset(self) -> QuerySet[Round]:
        return rounds_of(self.hall)

    def row(self, one: Round) -> dict[str, Any]:
        return _told(one, self)

    @paging("lottery", _("館の抽選の一覧"), words=_("準備中のものも入ります。新しい順。"))
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)

    @making(
        "lottery",
        _("抽選を決める"),
        RoundIn,
        DeskRoundFull,
        words=_("公開するまで、だれにも見えません。"),
    )
    def post(self, request: Request, hall: str) -> Response:
        sent = read(RoundIn, request)
        return self.whole(self.once("set_round", lambda: self.planned(sent)), 201)


class DeskRound(RoundsView):
    @reading("lottery", _("館の抽選を1つ見る"), DeskRoundFull)
    def get(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # the address calls it so
        return self.whole(id)


class ChangeRound(RoundsView):
    @making(
        "lottery",
        _("準備中の抽選を決めなおす"),
        RoundIn,
        DeskRoundFull,
        words=_("全部を書きます。新しい id になり、前の id はなくなります。"),
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        sent = read(RoundIn, request)
        # Looked for only if the key has not answered: by the first request the old round is gone.
        made = self.once("change_round", lambda: self.planned(sent, instead_of=self.own(id)))
        return self.whole(made, 201)


class OpenRound(RoundsView):
    @changing(
        "lottery",
        _("抽選を公開する"),
        Body,
        DeskRoundFull,
        words=_("種の指紋を公表し、枠は抽選まで予約できなくなります。"),
        seen=False,
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        open_round(lottery=self.own(id), **self.by)
        return self.whole(id)


class CancelRound(RoundsView):
    @changing(
        "lottery",
        _("抽選を中止する"),
        CancelRoundIn,
        DeskRoundFull,
        words=_("申しこんだ人みんなに知らせます。もとにはもどせません。"),
        seen=False,
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        found, sent = self.own(id), read(CancelRoundIn, request)
        cancel_round(lottery=found, why=sent["why"], **self.by)
        return self.whole(id)


class DrawRound(RoundsView):
    @changing(
        "lottery",
        _("抽選を始める"),
        Body,
        DeskRoundFull,
        words=_("ふつうは draws_at に自動で始まります。おくれているときに使います。"),
        seen=False,
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        # Whose rooms are in it may start it, too: nothing is decided by whoever does.
        found = self.round(id)
        close_list(lottery=found, now=self.at)
        draw(lottery=found, now=self.at)
        return self.whole(id)


class Results(RoundsView):
    refuses_with = (409,)

    @reading("lottery", _("抽選の結果を見る"), ResultsOut, words=_("抽選の前は 409 `untimely` です。"))
    def get(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        found = self.round(id)
        if found.drawn_at is None:
            raise Untimely(id)
        record = found.record
        lines = [{"slot": int(slot), "entries": line} for slot, line in record["lines"].items()]
        told = {
            "drawn_at": shown(found.drawn_at, self.zone),
            "entries": len(record["entries"]),
            "wins": [{"slot": int(slot), "entry": entry} for entry, slot in record["result"]],
            "lines": lines,
            "record": record,
        }
        return Response(told)


class OnPaper(RoundsView):
    @making(
        "lottery",
        _("紙の申しこみを入れる"),
        PaperIn,
        EntryOut,
        words=_("抽選まで入れられます。しめきりのあとは、名簿の指紋が新しくなります。"),
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        found, sent = self.round(id), read(PaperIn, request)
        person, company = on_paper(sent["card"], sent["group"].strip())
        wishes = Wishes(tuple(sent["slots"]), every=sent["every"])
        asked: dict[str, Any] = {"person": person, "company": company, "wishes": wishes}
        asked["received_at"] = sent["received_at"]
        made = self.once(
            "enter_on_paper", lambda: enter_on_paper(lottery=found, **asked, **self.by).public_id
        )
        entry = entry_in(found, made)
        return Response(entry_data(entry, choices_of(entry)), 201)


def _offers(view: DeskView, sent: list[dict[str, Any]]) -> list[Offer]:
    known = lendable_by(view.somebody, view.hall, view.at)
    return [Offer(_room(known, one["room"]), [use["span"] for use in one["uses"]]) for one in sent]


def _room(known: dict[tuple[str, str], Room], key: tuple[str, str]) -> Room:
    if key not in known:
        raise Unfitting({"slots": [_("この部屋は見つかりません。部屋の一覧の id を使ってください。")]})
    return known[key]


def _told(one: Round, view: DeskView) -> dict[str, Any]:
    until = one.confirm_until
    return {
        **round_data(one),
        "confirm_until": None if until is None else shown(until, view.zone),
        "entered": getattr(one, "entered", 0),
    }


def _caution(one: Caution, view: DeskView) -> dict[str, Any]:
    return {
        "slot": one.slot,
        **_times(one.span, view),
        "sentence": caution_words(one, view.zone, local_day(view.at, view.zone)),
    }


def _times(span: Span, view: DeskView) -> dict[str, str]:
    return {"start": shown(span.start, view.zone), "end": shown(span.end, view.zone)}
