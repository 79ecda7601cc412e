"""How one comes to use a hall, step by step, and which clauses speak of each step."""

from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from booking.rules.rulebook import Rulebook
from booking.wording.clauses import said_of
from booking.wording.scopes import Said
from booking.wording.subjects import type_of
from booking.wording.visits import Part, parts_of


class Step(StrEnum):
    REGISTER = "register"
    COURSE = "course"
    ENTER = "enter"
    OPENS = "opens"
    BOOK = "book"
    COME = "come"
    LEAVE = "leave"


STEPS: Mapping[Step, Promise] = {
    Step.REGISTER: gettext_lazy("利用登録をします"),
    Step.COURSE: gettext_lazy("講習会を受けます"),
    Step.ENTER: gettext_lazy("抽選に申しこみます"),
    Step.OPENS: gettext_lazy("受付が始まります"),
    Step.BOOK: gettext_lazy("予約します"),
    Step.COME: gettext_lazy("館に来て使います"),
    Step.LEAVE: gettext_lazy("片づけて帰ります"),
}
BY_TYPE: Mapping[Step, frozenset[str]] = {
    Step.REGISTER: frozenset({"registration", "registration_until", "registration_shared"}),
    Step.COURSE: frozenset({"induction"}),
    Step.ENTER: frozenset({"lottery_entry", "lottery_draw", "lottery_result", "lottery_confirm"}),
    Step.OPENS: frozenset({"opens"}),
    Step.BOOK: frozenset({"closes", "channel", "reception", "tentative", "outstanding", "quota"}),
    Step.COME: frozenset({"accompanied", "key"}),
    Step.LEAVE: frozenset({"leave_by"}),
}
BY_PART: Mapping[Part, Step] = {
    Part.REGISTERING: Step.REGISTER,
    Part.BOOKING: Step.BOOK,
    Part.ARRIVING: Step.COME,
    Part.LEAVING: Step.LEAVE,
}
OF_TYPE = {key: step for step, keys in BY_TYPE.items() for key in keys}
OF_EVERY_VISIT = frozenset({Step.COME, Step.LEAVE})


def steps(book: Rulebook, hall: str, lends: bool) -> dict[Step, tuple[str, ...]]:
    """The clauses of each step by their ids, in the order of the steps.

    Coming and leaving are always among them, and booking where the hall `lends` rooms: else nothing of it.
    """
    found: dict[Step, list[str]] = {step: [] for step in STEPS}
    for clause in book.clauses:
        for step in dict.fromkeys(_steps(said_of(clause, hall))):
            found[step].append(clause.id)
    always = OF_EVERY_VISIT | ({Step.BOOK} if lends else set())
    never = set() if lends else {Step.ENTER, Step.OPENS, Step.BOOK}
    return {step: tuple(ids) for step, ids in found.items() if (ids or step in always) and step not in never}


def _steps(said: Iterable[Said]) -> Iterator[Step]:
    for term in said:
        if step := OF_TYPE.get(type_of(term)):
            yield step
        yield from (BY_PART[part] for part in parts_of(term) if part in BY_PART)
