"""Idempotency keys: a request that is sent again gets the answer of the first.

A key belongs to a person and a verb and lives a day. Its row is written in the verb's transaction
while the person's row is locked, so a rival under the same key waits for the answer.
"""

import json
from collections.abc import Callable, Mapping
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction

from booking.models import Answer

LIFETIME = 24 * 60 * 60


class KeyReused(Exception):
    """The key has already answered another body; nothing was done."""


def digest(body: Mapping[str, Any]) -> str:
    """The same for the same body, whatever the order of its fields."""
    return sha256(json.dumps(body, sort_keys=True, separators=(",", ":")).encode()).hexdigest()


def answered(*, person: int, verb: str, key: str, body_hash: str, now: int) -> str | None:
    """The subject that this key has already answered with, if it has. KeyReused for another body."""
    if not key:
        return None
    found = Answer.objects.filter(person=person, verb=verb, key=key).first()
    if found is None:
        return None
    if found.made_at <= now - LIFETIME:
        # Its key is free again, and unique: the old row would be in the way of the new answer.
        found.delete()
        return None
    if found.body_hash != body_hash:
        raise KeyReused(key)
    return found.subject_id


def keep(*, person: int, verb: str, key: str, body_hash: str, subject_id: str, now: int) -> None:
    """Remembers an answer that changed something."""
    if key:
        Answer.objects.create(
            person_id=person, verb=verb, key=key, body_hash=body_hash, subject_id=subject_id, made_at=now
        )


@transaction.atomic
def once(
    *, person: int, verb: str, key: str, body: Mapping[str, Any], now: int, does: Callable[[], str]
) -> str:
    """Does it, unless this key has done so already: the id of what was made then or now, for verbs that know
    no key of their own. KeyReused for another body; a refusal is raised, and not kept."""
    if not key:
        return does()
    body_hash = digest(body)
    asked: dict[str, Any] = {"person": person, "verb": verb, "key": key, "body_hash": body_hash, "now": now}
    if subject := answered(**asked):
        return subject
    try:
        # The row itself is the lock: to lock the person here would be out of the one order, and a rival
        # under the same key waits at the constraint until we are done.
        with transaction.atomic():
            keep(**asked, subject_id="")
    except IntegrityError:
        return answered(**asked) or does()
    subject = does()
    Answer.objects.filter(person=person, verb=verb, key=key).update(subject_id=subject)
    return subject
