"""What a clause is about, as the page of the rules lists it: eight subjects, in the order of a visit."""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from booking.rules.clauses.procedure import Procedure
from booking.rules.clauses.shown import Shown, Topic
from booking.rules.rulebook import Clause
from booking.wording.scopes import Said


class Subject(StrEnum):
    WHEN = "when"
    WHO = "who"
    BOOKING = "booking"
    HOW_MANY = "how_many"
    CANCELLING = "cancelling"
    FEES = "fees"
    USING = "using"
    DESK = "desk"


SUBJECTS: Mapping[Subject, Promise] = {
    Subject.WHEN: gettext_lazy("いつ開いているか"),
    Subject.WHO: gettext_lazy("だれが使えるか"),
    Subject.BOOKING: gettext_lazy("どうやって申しこむか"),
    Subject.HOW_MANY: gettext_lazy("どれだけ使えるか"),
    Subject.CANCELLING: gettext_lazy("やめるとき"),
    Subject.FEES: gettext_lazy("料金"),
    Subject.USING: gettext_lazy("部屋の使い方"),
    Subject.DESK: gettext_lazy("館ですること"),
}
BY_TYPE: Mapping[Subject, frozenset[str]] = {
    Subject.WHEN: frozenset(
        [
            "hours",
            "evening",
            "bands",
            "not_lent",
            "unit",
            "turnover",
            "closed",
            "stays_open",
            "closed_to",
            "closes_early",
            "leave_by",
            "weather",
        ]
    ),
    Subject.WHO: frozenset(
        [
            "who",
            "accompanied",
            "consent",
            "residency",
            "share",
            "representative",
            "headcount",
            "group_only",
            "not_one_family",
            "not_duplicate",
            "group_name",
            "registration",
            "registration_shared",
            "registration_until",
            "induction",
        ]
    ),
    Subject.BOOKING: frozenset(
        [
            "opens",
            "closes",
            "channel",
            "reception",
            "lottery_entry",
            "lottery_draw",
            "lottery_result",
            "lottery_confirm",
            "ties_drawn",
            "programme",
            "tentative",
            "priority",
            "yields",
            "walk_in",
            "split",
        ]
    ),
    Subject.HOW_MANY: frozenset(
        ["outstanding", "quota", "consecutive_days", "consecutive_bands", "lottery_cap"]
    ),
    Subject.CANCELLING: frozenset(["cancel_by", "no_show", "points", "sanction"]),
    Subject.FEES: frozenset(["fee", "fee_class", "overrun", "prepay", "refund"]),
    Subject.USING: frozenset(["purpose", "instruments", "quiet", "joined", "key", "extension"]),
    Subject.DESK: frozenset({"procedure", "proof"}),
}
BY_TOPIC: Mapping[Topic, Subject] = {
    Topic.BY_RESERVATION: Subject.BOOKING,
    Topic.CAP_RELEASE: Subject.HOW_MANY,
    Topic.CLOSED_ADHOC: Subject.WHEN,
    Topic.FEE: Subject.FEES,
    Topic.LOTTERY: Subject.BOOKING,
    Topic.OVERNIGHT: Subject.WHEN,
    Topic.PROGRAMME: Subject.BOOKING,
    Topic.SLOT: Subject.WHEN,
    Topic.TENTATIVE: Subject.BOOKING,
    Topic.WHO: Subject.WHO,
}
OF_TYPE = {key: subject for subject, keys in BY_TYPE.items() for key in keys}


def subject_of(clause: Clause) -> Subject:
    """What the first of the things is about that it says."""
    return subject_of_term(clause.says[0])


def subject_of_term(term: Said) -> Subject:
    if isinstance(term, Shown):
        return BY_TOPIC.get(term.topic, Subject.USING)
    if isinstance(term, Procedure):
        return Subject.DESK
    return OF_TYPE[type_of(term)]


def type_of(term: Said) -> str:
    return str(getattr(term, "type", ""))


def subject_words(subject: Subject) -> str:
    return str(SUBJECTS[subject])
