"""A rulebook while it is written: its document with a clause put in, taken out, or another day.

A draft always has the shape of a rulebook. Whether what it names is there (`dangling`) is told, and keeps
it from being published, not from being kept.
"""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pydantic import ValidationError

from booking.rules.doubted_words import contradicted
from booking.rules.doubts import NOTHING_DATED, Dated, doubts
from booking.rules.mistakes import Mistake, Mistakes, explained
from booking.rules.references import dangling
from booking.rules.rulebook import Clause, Rulebook
from booking.rules.scoring import Scored, score

Document = Mapping[str, Any]
# What is said of a rulebook as a whole.
OF_THE_WHOLE = ("title", "city", "source", "standing", "note", "sample", "age_mode")


def shaped(document: Document) -> Rulebook:
    """The rulebook of a draft. Mistakes where the document is none; what it names may be missing."""
    raw = dict(document)
    try:
        return Rulebook.model_validate(raw)
    except ValidationError as error:
        raise Mistakes(list(explained(raw["key"], raw, Rulebook, error)), error.error_count()) from None


def holding_from(document: Document, day: date) -> dict[str, Any]:
    return {**document, "valid_from": day.isoformat()}


def with_clause(document: Document, clause: Document, instead_of: str = "") -> dict[str, Any]:
    """With a clause in the place of another, which all that cites the other cites instead; or where there is
    none, after the last."""
    written = _with(document, "clauses", "id", clause, instead_of)
    return cited(written, instead_of, clause["id"]) if instead_of not in ("", clause["id"]) else written


def without_clause(document: Document, clause: str) -> dict[str, Any]:
    """Without a clause; nothing cites it any more."""
    return cited(_without(document, "clauses", "id", clause), clause, "")


def as_before(document: Document, before: Document, clause: str) -> dict[str, Any]:
    """With a clause as another version says it: put back where it stood, or taken out if it is not there."""
    was = {one["id"]: one for one in before["clauses"]}
    if clause not in was:
        return without_clause(document, clause)
    here = [one["id"] for one in document["clauses"]]
    if clause in here:
        return with_clause(document, was[clause], clause)
    deciding = {one["id"]: one.get("by", ()) for one in before.get("questions", ())}
    earlier = [one for one in list(was)[: list(was).index(clause)] if one in here]
    place = here.index(earlier[-1]) + 1 if earlier else 0
    clauses = list(document["clauses"])
    questions = [
        {**one, "by": [*one.get("by", ()), clause]} if clause in deciding.get(one["id"], ()) else one
        for one in document.get("questions", ())
    ]
    again = {"clauses": [*clauses[:place], was[clause], *clauses[place:]]}
    return {**document, **again, **({"questions": questions} if questions else {})}


def with_days(document: Document, days: Document, instead_of: str = "") -> dict[str, Any]:
    """With a day set in the place of another, or after the last."""
    return _with(document, "day_sets", "key", days, instead_of)


def without_days(document: Document, days: str) -> dict[str, Any]:
    return _without(document, "day_sets", "key", days)


def with_hall(document: Document, hall: Document) -> dict[str, Any]:
    """With other facts of one of its halls, by its key."""
    return _with(document, "halls", "key", hall, hall["key"])


def with_question(document: Document, question: Document) -> dict[str, Any]:
    """With another answer to a worked question, by its id."""
    return _with(document, "questions", "id", question, question["id"])


def without_question(document: Document, question: str) -> dict[str, Any]:
    return _without(document, "questions", "id", question)


def cited(document: Document, clause: str, now: str) -> dict[str, Any]:
    """With what cites a clause citing another, or with "" none."""
    clauses = [_citing(one, ("over", "conflicts"), clause, now) for one in document["clauses"]]
    for one in clauses:
        one["says"] = [_citing(term, ("also",), clause, now) for term in one["says"]]
    questions = [_citing(one, ("by",), clause, now) for one in document.get("questions", ())]
    return {**document, "clauses": clauses, **({"questions": questions} if questions else {})}


def _citing(table: Document, lists: tuple[str, ...], clause: str, now: str) -> dict[str, Any]:
    found = dict(table)
    for name in lists:
        if clause in found.get(name, ()):
            found[name] = [now if one == clause else one for one in found[name] if one != clause or now]
            # The language takes no empty list: with the last one the name goes too.
            if not found[name]:
                del found[name]
    return found


def _with(document: Document, name: str, own: str, one: Document, instead_of: str) -> dict[str, Any]:
    tables = list(document.get(name, ()))
    places = [place for place, table in enumerate(tables) if table[own] == instead_of]
    if places:
        tables[places[0]] = dict(one)
    else:
        tables.append(dict(one))
    return {**document, name: tables}


def _without(document: Document, name: str, own: str, key: str) -> dict[str, Any]:
    return {**document, name: [one for one in document.get(name, ()) if one[own] != key]}


def next_key(start: str, taken: Collection[str]) -> str:
    """The first of room-1, room-2, … that nothing has."""
    # Of one name more than are taken one is free.
    return next(name for name in (f"{start}-{n}" for n in range(1, len(taken) + 2)) if name not in taken)


def next_id(document: Document) -> str:
    """The first of C1, C2, … that no clause has."""
    taken = {one["id"] for one in document["clauses"]}
    return next(name for name in (f"C{n}" for n in range(1, len(taken) + 2)) if name not in taken)


@dataclass(frozen=True, slots=True)
class Change:
    """A clause as it is, and as it would be; None where there is none."""

    old: Clause | None
    new: Clause | None

    @property
    def id(self) -> str:
        clause = self.new or self.old
        return clause.id if clause else ""

    @property
    def differs(self) -> bool:
        """In anything but its id."""
        if self.old is None or self.new is None:
            return True
        return self.old != self.new.model_copy(update={"id": self.old.id})

    @property
    def left_in_words(self) -> bool:
        """Whether its data says something else, in the words of before."""
        if self.old is None or self.new is None or self.old.says == self.new.says:
            return False
        return (self.old.ja, self.old.en) == (self.new.ja, self.new.en)

    def touches(self, halls: frozenset[str]) -> frozenset[str]:
        """Of the rulebook's halls those of which it says something else."""
        said = [spoken_for(clause, halls) for clause in (self.old, self.new) if clause]
        return frozenset().union(*said)


def spoken_for(clause: Clause, halls: frozenset[str]) -> frozenset[str]:
    """Of these halls those of which a clause says something."""
    named = [halls if term.halls is None else frozenset(term.halls) for term in clause.says]
    return frozenset().union(*named)


def touched(old: Rulebook, new: Rulebook) -> frozenset[str]:
    """The halls of which two versions say something else: in their clauses and worked questions, in what the
    clauses name, in the facts of the halls, or in what is said of the whole."""
    halls = frozenset(hall.key for hall in (*old.halls, *new.halls))
    if any(getattr(old, name) != getattr(new, name) for name in OF_THE_WHOLE):
        return halls
    said = (change.touches(halls) for change in changes(old, new))
    return frozenset().union(*said, _facts(old, new), _asked(old, new, halls), _named(old, new, halls))


def _facts(old: Rulebook, new: Rulebook) -> frozenset[str]:
    was, is_now = ({hall.key: hall for hall in book.halls} for book in (old, new))
    return _different(was, is_now)


def _asked(old: Rulebook, new: Rulebook, halls: frozenset[str]) -> frozenset[str]:
    was, is_now = ({one.id: one for one in book.questions} for book in (old, new))
    asked = [(is_now.get(key) or was[key]).hall for key in _different(was, is_now)]
    return frozenset().union(*(halls if hall is None else {hall} for hall in asked))


def _named(old: Rulebook, new: Rulebook, halls: frozenset[str]) -> frozenset[str]:
    """Those whose clauses name a day set or a word that differs; what nobody names yet changes nothing."""
    sets = _different(*({days.key: days for days in book.day_sets} for book in (old, new)))
    keys = sets | _different(old.names, new.names)
    clauses = (clause for book in (old, new) for clause in book.clauses)
    naming = (one for one in clauses if keys & set(_texts(one.model_dump(mode="json", include={"says"}))))
    return frozenset().union(*(spoken_for(clause, halls) for clause in naming)) if keys else frozenset()


def _different(was: Mapping[str, object], is_now: Mapping[str, object]) -> frozenset[str]:
    return frozenset(key for key in was.keys() | is_now.keys() if was.get(key) != is_now.get(key))


def _texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, (dict, list)):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def changes(old: Rulebook, new: Rulebook) -> list[Change]:
    """What differs between two versions, clause by clause, in the order of the new one. Between two rulebooks
    an id means nothing: clauses are beside each other that say the same, or speak alike of the same rooms."""
    was = {clause.id: clause for clause in old.clauses}
    pairs = _alike(old, new) if old.key != new.key else {one.id: was.pop(one.id, None) for one in new.clauses}
    found = [Change(pairs.get(clause.id), clause) for clause in new.clauses]
    paired = {before.id for before in pairs.values() if before}
    gone = [Change(clause, None) for clause in old.clauses if clause.id not in paired]
    return [*(one for one in found if one.differs), *gone]


def _alike(old: Rulebook, new: Rulebook) -> dict[str, Clause | None]:
    """For each clause (by id) the one of another rulebook that it succeeds."""
    halls = frozenset(hall.key for hall in (*old.halls, *new.halls))
    left, found = list(old.clauses), dict[str, Clause | None]()
    # Those that say the same first: none of them may go to one that only speaks of the same rooms.
    for meant in (_says, _speaks_of):
        for clause in new.clauses:
            if clause.id not in found:
                of_halls = (one for one in left if spoken_for(one, halls) & spoken_for(clause, halls))
                before = next((one for one in of_halls if meant(one) == meant(clause)), None)
                if before is not None:
                    left.remove(before)
                    found[clause.id] = before
    return found


def _says(clause: Clause) -> object:
    return [term.model_dump(mode="json", exclude={"halls"}) for term in clause.says]


def _speaks_of(clause: Clause) -> object:
    return sorted((term.type, sorted(term.rooms or ())) for term in clause.says)


@dataclass(frozen=True, slots=True)
class Check:
    """What `check_rulebook` says of a draft: mistakes, doubts only where there are none, and the worked
    questions."""

    mistakes: tuple[Mistake, ...]
    doubts: tuple[Mistake, ...] = ()
    scored: tuple[Scored, ...] = ()

    @property
    def failing(self) -> tuple[Scored, ...]:
        return tuple(one for one in self.scored if not one.answered)

    def of(self, clause: str) -> list[Mistake]:
        """The mistakes of one clause; of "", those of none."""
        return [one for one in self.mistakes if one.clause == clause]

    def doubted(self, clause: str) -> list[Mistake]:
        """Its doubts, the same way."""
        return [one for one in self.doubts if one.clause == clause]


def check(rulebook: Rulebook, before: Rulebook | None = None, dated: Dated = NOTHING_DATED) -> Check:
    """Everything that is wrong with a draft, or else what looks wrong, and did not in the version before;
    `dated` are the evenings that halls open besides."""
    name = rulebook.key
    # Doubts look at rooms and days that clauses name: first they must be there.
    if mistakes := dangling(name, rulebook.document):
        return Check(tuple(mistakes))
    known = {*doubts(before, dated), *contradicted(before)} if before else set()
    found = (*doubts(rulebook, dated), *contradicted(rulebook))
    doubted = (Mistake(name, one.clause, "", one.what) for one in found if one not in known)
    return Check((), tuple(doubted), tuple(score(rulebook)))
