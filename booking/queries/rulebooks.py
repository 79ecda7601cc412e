"""The versions of a hall's rulebook, the draft of the next, and who may write it."""

from dataclasses import dataclass
from datetime import date

from booking.models import Act, Person, RulebookDraft
from booking.queries.posts import halls_with
from booking.queries.rules import Versions, rules_of
from booking.rules.drafts import shaped
from booking.rules.rulebook import Rulebook
from booking.rules.staff import Right
from facilities.models import Facility
from facilities.models import Rulebook as Version


@dataclass(frozen=True)
class Shelf:
    """A hall's versions, earliest first; the draft of the next, if there is one; and the halls (slugs) of
    which the reader may write."""

    versions: Versions
    draft: RulebookDraft | None
    writes: frozenset[str]

    @property
    def latest(self) -> Rulebook | None:
        return self.versions.books[-1][1] if self.versions.books else None

    def on(self, day: date) -> Rulebook | None:
        return self.versions.book_on(day)

    def before(self, day: date) -> Rulebook | None:
        """The version that the one of a day succeeds."""
        earlier = [book for since, book in self.versions.books if since < day]
        return earlier[-1] if earlier else None

    def after(self, day: date) -> date | None:
        """From when a version holds that comes later than a day."""
        return next((since for since, _ in self.versions.books if since > day), None)


def shelf(hall: Facility, reader: Person, now: int) -> Shelf:
    """Three queries, one more for versions that are not compiled yet."""
    versions = rules_of([hall])[hall.pk]
    key = versions.books[-1][1].key if versions.books else ""
    draft = RulebookDraft.objects.filter(key=key).select_related("by").first()
    return Shelf(versions, draft, written_by(reader, now))


def written_by(person: Person, now: int) -> frozenset[str]:
    """The halls (slugs) of whose rules somebody may write at an instant (seconds, UTC). One query."""
    halls = Facility.objects.filter(pk__in=halls_with(person, Right.RULES, now))
    return frozenset(halls.values_list("slug", flat=True))


def draft_book(draft: RulebookDraft) -> Rulebook:
    """A draft as a rulebook; it always has the shape of one."""
    return shaped(draft.document)


def published_at(version: Version) -> int | None:
    """When a version got the text that it has; None where no Act says so. One query."""
    acts = Act.objects.filter(subject="rulebook", subject_id=version.key, verb="import_rulebook")
    of_text = acts.filter(after__digest=version.digest, after__valid_from=version.valid_from.isoformat())
    return of_text.order_by("-at").values_list("at", flat=True).first()
