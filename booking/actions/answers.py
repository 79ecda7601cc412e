"""Idempotency keys: a request that is sent again gets the answer of the first.

A key belongs to a person and a verb and lives a day. Its row is written in the verb's transaction
while the person's row is locked, so a rival under the same key waits for the answer.
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction

from booking.actions.texts import plain
from booking.models import Answer, Booking, Person

# As long as somebody presses again: a phone that was out of reach, a page left open over night.
LIFETIME = 24 * 60 * 60
LONGEST_KEY = 100


class KeyReused(Exception):
    """The key has already answered another body; nothing was done."""


@dataclass(frozen=True, slots=True)
class Once:
    """What is done once, however often it is sent: for whom (by key), by which verb, under which key ("" for
    none), and what was asked, as a hash."""

    person: int
    verb: str
    key: str
    # Whether it is the same is all that is asked, so that nothing of what people wrote lives on here.
    body_hash: str

    @classmethod
    def of(cls, person: Person, verb: str, key: str, body: Mapping[str, Any]) -> "Once":
        """The same for the same body, whatever the order of its fields. Unfit for a key that is none."""
        text = json.dumps(body, sort_keys=True, separators=(",", ":"))
        return cls(person.pk, verb, plain(key, "key", LONGEST_KEY), sha256(text.encode()).hexdigest())

    def answered(self, now: int) -> str | None:
        """The subject that the key has already answered with, if it has. KeyReused for another body.

        It is asked under the person's lock: a rival with the same key has then waited for the first.
        """
        if not self.key:
            return None
        found = Answer.objects.filter(person=self.person, verb=self.verb, key=self.key).first()
        if found is None:
            return None
        if found.made_at <= now - LIFETIME:
            # Its key is free again, and unique: the old row would be in the way of the new answer.
            found.delete()
            return None
        if found.body_hash != self.body_hash:
            raise KeyReused(self.key)
        return found.subject_id

    def booked(self, now: int) -> Booking | None:
        """The same where a booking is the answer."""
        subject = self.answered(now)
        if subject is None:
            return None
        return Booking.objects.select_related("room__facility", "group").get(public_id=subject)

    def keep(self, subject_id: str, now: int) -> None:
        """Remembers an answer that changed something. A refusal is not kept: it may be true no longer."""
        if self.key:
            Answer.objects.create(
                person_id=self.person,
                verb=self.verb,
                key=self.key,
                body_hash=self.body_hash,
                subject_id=subject_id,
                made_at=now,
            )


@transaction.atomic
def once(
    *, person: Person, verb: str, key: str, body: Mapping[str, Any], now: int, does: Callable[[], str]
) -> str:
    """Does it, unless this key has done so already: the id of what was made then or now, for verbs that know
    no key of their own. KeyReused for another body; a refusal is raised, and not kept."""
    asked = Once.of(person, verb, key, body)
    if subject := asked.answered(now):
        return subject
    try:
        # The row itself is the lock: to lock the person here would be out of the one order, and a rival
        # under the same key waits at the constraint until we are done.
        with transaction.atomic():
            asked.keep("", now)
    except IntegrityError:
        return asked.answered(now) or does()
    subject = does()
    # Written empty above, as a lock: what was made is known only now. A refusal takes the row away with it.
    Answer.objects.filter(person=person, verb=verb, key=asked.key).update(subject_id=subject)
    return subject
