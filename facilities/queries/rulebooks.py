"""Which versions of which rulebooks speak for which halls; documents only when they are asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from facilities.models import Rulebook


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a rulebook, without its document: `pk` and `digest` say which text is meant."""

    pk: int
    digest: str
    valid_from: date


def rulebook_rows(facilities: Iterable[int]) -> dict[int, list[Version]]:
    """For each hall (by key) the versions that name it, earliest first. One query."""
    keys = list(facilities)
    found: dict[int, list[Version]] = {key: [] for key in keys}
    rows = (
        Rulebook.objects.filter(facilities__in=keys)
        .order_by("valid_from", "pk")
        .values_list("facilities__pk", "pk", "digest", "valid_from")
    )
    for key, pk, digest, valid_from in rows:
        found[key].append(Version(pk, digest, valid_from))
    return found


def documents(versions: Iterable[Version]) -> dict[int, Any]:
    """The documents of these versions, by their keys. One query, none if nothing is asked for."""
    keys = {version.pk for version in versions}
    return dict(Rulebook.objects.filter(pk__in=keys).values_list("pk", "document")) if keys else {}
