"""What a group must be, whoever is in it (GROUP_MIN, GROUP_FAMILY, REG_DUP, PURPOSE_BAN by name)."""

from typing import Annotated, ClassVar, Literal
from unicodedata import normalize

from annotated_types import Interval

from booking.rules.ask import Ask, Group, Party, Step
from booking.rules.clauses.term import REGISTERING, Findings, Setting, Term, broken, holds, unknown
from booking.rules.codes import Code
from facilities.rules.listed import Listed


class GroupOnly(Term):
    """Only groups are meant, no individuals (個人利用は不可)."""

    code: ClassVar[Code] = Code.GROUP_ONLY
    carries: ClassVar[tuple[str, ...]] = ("GROUP_MIN",)

    type: Literal["group_only"]

    def judge(self, ask: Ask, at: Setting) -> Findings:
        if ask.party.group is None:
            return unknown(self.code, "group")
        return holds(self.code) if ask.party.group else broken(self.code)


class NotOneFamily(Term):
    """A single family is no group (家族のみは不可)."""

    code: ClassVar[Code] = Code.GROUP_FAMILY
    carries: ClassVar[tuple[str, ...]] = ("GROUP_FAMILY",)

    type: Literal["not_one_family"]
    steps: Listed[Step] = REGISTERING

    def judge(self, ask: Ask, at: Setting) -> Findings:
        group = _group(ask.party)
        if group is None or group.one_family is None:
            return unknown(self.code, "one_family") if group else holds(self.code)
        return broken(self.code) if group.one_family else holds(self.code)


class NotDuplicate(Term):
    """A group of whose members `percent` or more are in one other registered group is that group again
    (同一団体の重複登録)."""

    code: ClassVar[Code] = Code.REG_DUP
    carries: ClassVar[tuple[str, ...]] = ("REG_DUP",)

    type: Literal["not_duplicate"]
    percent: Annotated[int, Interval(ge=1, le=100)]
    steps: Listed[Step] = REGISTERING

    def judge(self, ask: Ask, at: Setting) -> Findings:
        group = _group(ask.party)
        if group is None or group.overlap is None:
            return unknown(self.code, "overlap") if group else holds(self.code)
        same = group.overlap >= self.percent
        return broken(self.code, percent=self.percent, overlap=group.overlap) if same else holds(self.code)


class GroupName(Term):
    """A group's name holds none of these words, wide or narrow, large or small letters alike."""

    code: ClassVar[Code] = Code.GROUP_NAME
    carries: ClassVar[tuple[str, ...]] = ("PURPOSE_BAN",)

    type: Literal["group_name"]
    never_words: Listed[str]
    steps: Listed[Step] = REGISTERING

    def judge(self, ask: Ask, at: Setting) -> Findings:
        group = _group(ask.party)
        if group is None or group.name is None:
            return unknown(self.code, "group_name") if group else holds(self.code)
        words = [word for word in self.never_words if _plain(word) in _plain(group.name)]
        return broken(self.code, words=words) if words else holds(self.code)


def _group(party: Party) -> Group | None:
    """The group, one of which nothing is known if nobody said; None for somebody without a group."""
    if isinstance(party.group, Group):
        return party.group
    return None if party.group is False else Group()


def _plain(text: str) -> str:
    return normalize("NFKC", text).casefold()
