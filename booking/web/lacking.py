"""Whose consent a refusal waits for: the reader's own can be asked for, a friend's is theirs to ask."""

from collections.abc import Sequence

from booking.rules.ask import Person
from booking.rules.clauses.aged import is_of
from booking.rules.codes import Code
from booking.rules.verdict import Reason
from booking.web.question import Question
from facilities.rules.ages import Ages


def wanted_of_reader(asked: Question, reasons: Sequence[Reason]) -> str:
    """The purpose to which a guardian of the reader's has not agreed; "" if there is none."""
    reader = _reader(asked)
    if reader is None:
        return ""
    waiting = (reason for reason in reasons if reason.code == Code.GUARDIAN)
    return next((str(one.values["purpose"]) for one in waiting if _waits_for(reader, one, asked)), "")


def _reader(asked: Question) -> Person | None:
    """The reader as the judge knows them, if they are among those who come."""
    asker = asked.asker
    if asker is None or asker.reader not in asker.company.people:
        return None
    return asker.party(asked.day).people[asker.company.people.index(asker.reader)]


def _waits_for(reader: Person, reason: Reason, asked: Question) -> bool:
    bounds = {key: value for key, value in reason.values.items() if key in Ages.model_fields}
    enough = (one for one in reader.consents or () if not (one.through_child and "also" in reason.values))
    meant = Ages.model_validate(bounds).cohort(asked.day)
    return bool(is_of(reader, meant)) and reason.values["purpose"] not in {one.purpose for one in enough}
