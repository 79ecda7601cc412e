"""How long a programme's places are held for a child whose guardian has not agreed yet."""

OF_PROGRAMME = "programme-"
HELD = 7 * 24 * 60 * 60  # seconds: a weekend lies in it, at which a paper can be signed (decision 47)


def held_until(now: int, first_start: int) -> int:
    """Until when: a week, but no longer than to the first date. Instants are seconds (UTC)."""
    return min(now + HELD, first_start)


def key_of(programme: str) -> str:
    """The purpose of a consent to a programme (by public id), beside those of the hall's rulebook."""
    return f"{OF_PROGRAMME}{programme}"


def is_programme(purpose: str) -> bool:
    """Whether a consent of this purpose is one to a programme."""
    return purpose.startswith(OF_PROGRAMME)
