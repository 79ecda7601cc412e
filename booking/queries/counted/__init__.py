"""Where the records come from that the figures of the city's plan count: a file for each source."""

from booking.queries.counted import activities, evenings, sessions
from booking.queries.counted.source import Source

SOURCES: tuple[Source, ...] = (sessions.SOURCE, activities.SOURCE, evenings.SOURCE)
