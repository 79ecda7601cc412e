"""Whose a token of the API is, and what tokens somebody has."""

from booking.models import ApiToken, Person


def token_by(token_hash: str) -> ApiToken | None:
    """The token of this fingerprint with its owner; None for one that opens nothing any more. One query."""
    rows = ApiToken.objects.select_related("person").filter(person__is_active=True)
    return rows.filter(token_hash=token_hash).first()


def tokens_of(person: Person) -> list[ApiToken]:
    """Somebody's tokens, the oldest first. One query."""
    return list(ApiToken.objects.filter(person=person))
