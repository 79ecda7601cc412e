"""Where the records come from that the figures of the city's plan count: a file for each source."""

from booking.queries.counted import (
    activities,
    committees,
    evenings,
    grants,
    lectures,
    meetings,
    news,
    sessions,
    talents,
    uses,
    youth_places,
)
from booking.queries.counted.source import Source

SOURCES: tuple[Source, ...] = (
    sessions.SOURCE,
    activities.SOURCE,
    evenings.SOURCE,
    youth_places.SOURCE,
    meetings.SOURCE,
    lectures.SOURCE,
    talents.SOURCE,
    grants.SOURCE,
    committees.SOURCE,
    uses.SOURCE,
    news.SOURCE,
)
