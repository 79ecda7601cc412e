"""What the forms of a draft say that they have seen."""

from booking.actions.rule_drafts import version_of, version_of_draft
from booking.models import RulebookDraft


def seen_whole() -> dict[str, str]:
    """The draft, as it is."""
    return {"seen": str(version_of_draft(RulebookDraft.objects.get()))}


def seen_clause(key: str) -> dict[str, str]:
    """One clause of it, which may be new."""
    clauses = RulebookDraft.objects.get().document["clauses"]
    return {"seen": str(version_of(next((one for one in clauses if one["id"] == key), None)))}
