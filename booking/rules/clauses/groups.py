"""What a group must be, whoever is in it (GROUP_MIN, GROUP_FAMILY, REG_DUP, PURPOSE_BAN by name)."""

from typing import Annotated, ClassVar, Literal
from unicodedata import normalize

from annotated_types import Interval

from booking.rules.ask import Ask, Group, Party, Step
from booking.rules.clauses.term import REGISTERING, Findings, Setting, Term, broken, holds, unknown
from booking.rules.codes import Code
from facilities.rules.listed import Listed


class GroupOnly(Term):
    """個人利用は不可: only groups, no individuals.

    Broken by somebody without a group; cannot tell if nobody said (`group`).
    """

    code: ClassVar[Code] = Code.GROUP_ONLY
    carries: ClassVar[tuple[str, ...]] = ("GROUP_MIN",)

    type: Literal["group_only"]

    def judge(self, ask: Ask, at: Setting) -> Findings:
        if ask.party.group is None:
            return unknown(self.code, "group")
        return holds(self.code) if ask.party.group else broken(self.code)


class NotOneFamily(Term):
    """家族のみは不可: a single family is no group.

    Broken by a group that is `one_family`; cannot tell if nobody said.
    """

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
    """重複登録の禁止: a group made up of the members of another one is that group again.

    Broken where the `overlap` is that large; cannot tell if nobody said.
    """

    code: ClassVar[Code] = Code.REG_DUP
    carries: ClassVar[tuple[str, ...]] = ("REG_DUP",)

    type: Literal["not_duplicate"]
    # 38 calls it the same group from 60 per cent on.
    percent: Annotated[int, Interval(ge=1, le=100)]
    """From so many per cent of its members in one other registered group."""
    steps: Listed[Step] = REGISTERING

    def judge(self, ask: Ask, at: Setting) -> Findings:
        group = _group(ask.party)
        if group is None:
            return holds(self.code)
        overlap = group.overlap_at(at.accepting(None))
        if overlap is None:
            return unknown(self.code, "overlap")
        same = overlap >= self.percent
        return broken(self.code, percent=self.percent, overlap=overlap) if same else holds(self.code)


class GroupName(Term):
    """名称の制限: a group's name holds none of these words.

    Wide or narrow, large or small letters are alike. Broken by a name that does; cannot tell without the
    `name`.
    """

    code: ClassVar[Code] = Code.GROUP_NAME
    carries: ClassVar[tuple[str, ...]] = ("PURPOSE_BAN",)

    type: Literal["group_name"]
    never_words: Listed[str]
    """Words that are refused: 「教室」, 「塾」."""
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
    # NFKC, or ﾖｶﾞ in half-width kana would slip past a word that is written ヨガ.
    return normalize("NFKC", text).casefold()
