"""Clauses in words, by subject; and what differs between two versions, side by side."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from booking.rules.drafts import OF_THE_WHOLE, Change, Check, spoken_for
from booking.rules.rulebook import Rulebook
from booking.wording import SUBJECTS, Told, clause_words, told
from booking.wording.mistakes import words_of
from booking.wording.vocabulary import said
from facilities.labels import listed


@dataclass(frozen=True, slots=True)
class Line:
    """A clause: the hall's own words, what its data says, what else is to be known, and of a draft what has
    become of it and what the check says."""

    id: str
    words: str
    says: tuple[str, ...]
    notes: tuple[str, ...]
    theirs: str = ""  # the halls of which somebody else writes, and of which it speaks as well
    mark: str = ""
    left: bool = False  # its data has changed, its words have not
    wrong: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()

    @property
    def yours(self) -> bool:
        return not self.theirs


@dataclass(frozen=True, slots=True)
class Chapter:
    words: str
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class Pair:
    """A clause in two versions; None where one of them does not have it. `was` is what the old one called
    it, if that was something else."""

    id: str
    was: str
    old: Line | None
    new: Line | None


def chapters(
    book: Rulebook,
    hall: str,
    writes: frozenset[str],
    changed: Iterable[Change] = (),
    check: Check | None = None,
) -> list[Chapter]:
    """The clauses that say something of the hall, under what they are about; `writes` are the halls of which
    the reader writes."""
    names = {place.key: said(place.name) for place in book.halls}
    halls = frozenset(names)
    marks = {change.id: change for change in changed}
    found = list(told(book, hall))
    by_subject = (
        Chapter(
            str(words),
            tuple(
                _line(
                    one, marks, check, [names[key] for key in names if key in others_of(one, halls, writes)]
                )
                for one in found
                if one.subject is subject
            ),
        )
        for subject, words in SUBJECTS.items()
    )
    return [chapter for chapter in by_subject if chapter.lines]


def others_of(one: Told, halls: frozenset[str], writes: frozenset[str]) -> frozenset[str]:
    return spoken_for(one.clause, halls) - writes


def change_words(change: Change) -> str:
    if change.old is None:
        return _("足します")
    return _("やめます") if change.new is None else _("直します")


def pairs(changed: Sequence[Change], old: Rulebook, new: Rulebook, hall: str) -> list[Pair]:
    """Each of the clauses as the one version says it, beside the other."""
    was = {one.clause.id: _line(one) for one in told(old, hall)}
    is_now = {one.clause.id: _line(one) for one in told(new, hall)}
    found = (
        Pair(
            change.id,
            change.old.id if change.old and change.old.id != change.id else "",
            was.get(change.old.id) if change.old else None,
            is_now.get(change.id) if change.new else None,
        )
        for change in changed
    )
    # A rulebook may speak for other halls, too.
    return [pair for pair in found if pair.old or pair.new]


def _line(
    one: Told,
    marks: Mapping[str, Change] | None = None,
    check: Check | None = None,
    theirs: Iterable[str] = (),
) -> Line:
    key = one.clause.id
    change = (marks or {}).get(key)
    return Line(
        id=key,
        words=clause_words(one.clause),
        says=(*one.sentences, *one.about),
        notes=one.notes,
        theirs=listed(theirs),
        mark=change_words(change) if change else "",
        left=change is not None and change.left_in_words,
        wrong=tuple(words_of(mistake) for mistake in check.of(key)) if check else (),
        doubts=tuple(words_of(doubt) for doubt in check.doubted(key)) if check else (),
    )


def others(old: Rulebook, new: Rulebook, hall: str) -> list[str]:
    """What else differs between two versions of a rulebook, in a word each."""
    differs = {
        _("題と言葉"): any(getattr(old, name) != getattr(new, name) for name in (*OF_THE_WHOLE, "names")),
        _("館と部屋"): _facts(old, hall) != _facts(new, hall),
        _("日の集まり"): old.day_sets != new.day_sets,
        _("例題"): old.questions != new.questions,
    }
    return [words for words, one in differs.items() if one] if old.key == new.key else []


def _facts(book: Rulebook, hall: str) -> object:
    return next((place for place in book.halls if place.key == hall), None)
