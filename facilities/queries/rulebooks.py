"""Which versions of which rulebooks speak for which halls; documents only when they are asked for."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from facilities.models import Rulebook
from facilities.queries.prepared import Prepared, as_date


@dataclass(frozen=True, slots=True)
class Version:
    """One version of a rulebook, without its document: `pk` and `digest` say which text is meant;
    `school_days` is the digest of what the hall knows of schools."""

    pk: int
    digest: str
    valid_from: date
    school_days: str = ""


def rulebook_rows(facilities: Iterable[int]) -> dict[int, list[Version]]:
    """For each hall (by key) the versions that name it, earliest first. One query."""
    keys = sorted(facilities)
    found: dict[int, list[Version]] = {key: [] for key in keys}
    for key, pk, digest, valid_from, school_days in NAMING.rows(keys):
        found[key].append(Version(pk, digest, as_date(valid_from) or date.max, school_days))
    return found


def _naming(halls: list[int]) -> Any:
    versions = Rulebook.objects.filter(facilities__in=halls).order_by("valid_from", "pk")
    # With them, so that rules which know of schools cost no page another query.
    return versions.values_list("facilities__pk", "pk", "digest", "valid_from", "facilities__school_days")


NAMING = Prepared(_naming)


def documents(versions: Iterable[Version]) -> dict[int, Any]:
    """The documents of these versions, by their keys. One query, none if nothing is asked for."""
    keys = {version.pk for version in versions}
    return dict(Rulebook.objects.filter(pk__in=keys).values_list("pk", "document")) if keys else {}
