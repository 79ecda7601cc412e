"""Rounds that give slots out by lot: what there is, one's entry, and what one does with a win."""

from typing import Any

from django.db.models import F, QuerySet
from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions.draws import confirm, give_back
from booking.actions.entries import Wishes, enter, withdraw
from booking.api.bookings import BookingOut
from booking.api.choices import CHOICE_OUTCOMES, ROUND_STATES, WIN_PERIODS
from booking.api.company import Party, company_of
from booking.api.fields import Body, RoomOf, WordsOut, hall_zone, read, shown
from booking.api.growing import Growing, paging
from booking.api.narrowing import Ordered
from booking.api.operations import changing, listing, making, reading
from booking.api.private import PrivateView
from booking.models import Choice, Entry, Round
from booking.queries.bookings import Absent
from booking.queries.lottery import (
    Given,
    choices_of,
    current_rounds,
    drawn_rounds,
    entries_of,
    given_out,
    published_round,
    win_of,
)
from facilities.clock import now

LAST = 20
MOST_WISHES = 50
TERMS_SAID = ("most_choices", "most_wins", "wins_per", "look_back", "most_tickets")


class RoundOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    hall = serializers.SlugField()
    name = WordsOut()
    state = serializers.ChoiceField(choices=ROUND_STATES)
    opens_at = serializers.DateTimeField()
    closes_at = serializers.DateTimeField()
    draws_at = serializers.DateTimeField()
    uses_from = serializers.DateField()
    uses_until = serializers.DateField()
    most_choices = serializers.IntegerField()
    most_wins = serializers.IntegerField()
    wins_per = serializers.ChoiceField(choices=WIN_PERIODS, help_text=_("当たりの数を、何ごとに数えるか。"))
    look_back = serializers.IntegerField(help_text=_("当たらなかった抽選を、何回前まで見るか。"))
    most_tickets = serializers.IntegerField(help_text=_("くじは何本まで。"))
    seed_hash = serializers.CharField(help_text=_("種の指紋。種は抽選のあとに記録で公開します。"))
    list_hash = serializers.CharField(help_text=_("閉じた名簿の指紋。名前はありません。"))


class UseOut(serializers.Serializer[Any]):
    start = serializers.DateTimeField()
    end = serializers.DateTimeField()


class RoundSlotOut(serializers.Serializer[Any]):
    number = serializers.IntegerField()
    room = RoomOf()
    uses = UseOut(many=True)


class RoundFull(RoundOut):
    slots = RoundSlotOut(many=True)


class ChoiceOut(serializers.Serializer[Any]):
    slot = serializers.IntegerField()
    rank = serializers.IntegerField()
    outcome = serializers.ChoiceField(choices=CHOICE_OUTCOMES, help_text=_("空なら、まだ。"))
    place = serializers.IntegerField(allow_null=True, help_text=_("はずれたときの、待つ順番。"))


class EntryOut(serializers.Serializer[Any]):
    id = serializers.CharField(help_text=_("公開される名簿での名前。"))
    round = serializers.CharField()
    group = serializers.CharField(allow_null=True)
    every = serializers.BooleanField()
    choices = ChoiceOut(many=True)
    version = serializers.IntegerField()


@extend_schema_serializer(examples=[OpenApiExample("two wishes", {"slots": [3, 1], "every": False})])
class EntryIn(Party):
    """Wishes in their order, the best first; with whom and for what as in a booking."""

    slots = serializers.ListField(
        child=serializers.IntegerField(min_value=1, max_value=9999), min_length=1, max_length=MOST_WISHES
    )
    every = serializers.BooleanField(default=False, help_text=_("当たった枠をみな使う。"))


class WinOut(serializers.Serializer[Any]):
    bookings = BookingOut(many=True)


class Rounds(PrivateView):
    permission_classes = [AllowAny]

    @listing("lottery", _("抽選の一覧"), RoundOut, words=_("受付中とこれから、最近の結果。"))
    def get(self, request: Request) -> Response:
        return self.listed([round_data(one) for one in (*current_rounds(), *drawn_rounds(LAST))])


class RoundDetail(PrivateView):
    permission_classes = [AllowAny]

    @reading("lottery", _("抽選を1つ見る"), RoundFull)
    def get(self, request: Request, id: str) -> Response:  # noqa: A002  # the address calls it so
        found = published_round(id)
        return Response({**round_data(found), "slots": [slot_data(one, found) for one in given_out(found)]})


class LastClosed(Ordered):
    orderings = ("-closes_at", "closes_at")


class Entries(Growing):
    serializer_class = EntryOut
    pagination_class = LastClosed
    queryset = Entry.objects.none()

    def get_queryset(self) -> QuerySet[Entry]:
        # A cursor stands at a value of the row itself.
        return entries_of(self.somebody).annotate(closes_at=F("round__closes_at"))

    def row(self, one: Entry) -> dict[str, Any]:
        return entry_data(one, list(one.choices.all()))

    @paging("lottery", _("自分の申しこみの一覧"), words=_("締切が新しい抽選から。"))
    def get(self, request: Request, *args: Any, **kwargs: Any) -> Response:
        return self.list(request, *args, **kwargs)


class Enter(PrivateView):
    @making("lottery", _("抽選に申しこむ"), EntryIn, EntryOut, words=_("申しこんであれば、書きかえます。"))
    def post(self, request: Request, id: str) -> Response:  # noqa: A002
        lottery, sent = published_round(id), read(EntryIn, request)
        self.zone = hall_zone(lottery.facility)
        wishes = Wishes(tuple(sent["slots"]), sent["every"], sent["purpose"])
        company = company_of(self.somebody, sent)
        asked: Any = {"lottery": lottery, "person": self.somebody, "company": company, "wishes": wishes}
        made = self.once("enter", lambda: enter(**asked, now=now()).public_id)
        entry = own_entry(self, lottery, made)
        return Response(entry_data(entry, choices_of(entry)), 201)


class Withdraw(PrivateView):
    @changing("lottery", _("申しこみを取り消す"), Body, None, seen=False)
    def post(self, request: Request, id: str, entry: str) -> Response:  # noqa: A002
        read(Body, request)
        lottery = published_round(id)
        self.zone = hall_zone(lottery.facility)
        withdraw(entry=own_entry(self, lottery, entry), actor=self.somebody, now=now())
        return Response(status=204)


class WinView(PrivateView):
    def win(self, public_id: str, number: int) -> Choice:
        """Who has won a slot; whether it is the caller's says the verb. Absent where nobody has."""
        lottery = published_round(public_id)
        self.zone = hall_zone(lottery.facility)
        found = win_of(lottery, number)
        if found is None:
            raise Absent(public_id)
        return found


class ConfirmWin(WinView):
    @changing("lottery", _("当たった枠を使うと決める"), Body, WinOut, seen=False)
    def post(self, request: Request, id: str, number: int) -> Response:  # noqa: A002
        read(Body, request)
        won = confirm(choice=self.win(id, number), actor=self.somebody, now=now())
        return Response(WinOut({"bookings": won}).data)


class GiveBackWin(WinView):
    @changing("lottery", _("当たった枠を返す"), Body, WinOut, seen=False)
    def post(self, request: Request, id: str, number: int) -> Response:  # noqa: A002
        read(Body, request)
        given = give_back(choice=self.win(id, number), actor=self.somebody, now=now())
        return Response(WinOut({"bookings": given}).data)


def own_entry(view: PrivateView, lottery: Round, public_id: str) -> Entry:
    """One of the caller's, or of their groups'; Absent for any other."""
    for one in entries_of(view.somebody):
        if one.public_id == public_id and one.round_id == lottery.pk:
            return one
    raise Absent(public_id)


def round_data(one: Round) -> dict[str, Any]:
    zone = hall_zone(one.facility)
    times = {name: shown(getattr(one, name), zone) for name in ("opens_at", "closes_at", "draws_at")}
    alike = ("state", *TERMS_SAID, "seed_hash", "list_hash")
    return {
        "id": one.public_id,
        "hall": one.facility.slug,
        "name": {"ja": one.name_ja, "en": one.name_en},
        "uses_from": one.uses_from.isoformat(),
        "uses_until": one.uses_until.isoformat(),
        **times,
        **{name: getattr(one, name) for name in alike},
    }


def entry_data(one: Entry, choices: list[Choice]) -> dict[str, Any]:
    return {
        "id": one.public_id,
        "round": one.round.public_id,
        "group": one.group.public_id if one.group else None,
        "every": one.every,
        "choices": [
            {"slot": each.slot.number, "rank": each.rank, "outcome": each.outcome, "place": each.place}
            for each in choices
        ],
        "version": one.revision,
    }


def slot_data(one: Given, lottery: Round) -> dict[str, Any]:
    zone = hall_zone(lottery.facility)
    uses = [{"start": shown(use.start, zone), "end": shown(use.end, zone)} for use in one.spans]
    return {"number": one.number, "room": f"{one.room.facility.slug}/{one.room.slug}", "uses": uses}
