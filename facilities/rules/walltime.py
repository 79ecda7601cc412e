"""Wall-clock times as rulebooks write them: "9:00", "17:30", "24:00", and "26:00" for 2 at night."""

import re
from typing import Annotated

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

PATTERN = r"[0-9]{1,2}:[0-5][0-9]"
LATEST = 48 * 60  # an overnight use ends on the following day


def read_wall_time(text: object) -> int:
    """Minutes after the midnight with which the day began. ValueError if it is no such time."""
    # A number is refused, however plain it looks: TOML reads 9:00 as a time of its own, and 900 says nothing.
    if not isinstance(text, str) or not re.fullmatch(PATTERN, text):
        raise ValueError('write a time of day as "HH:MM", in quotes')
    hours, minutes = text.split(":")
    total = int(hours) * 60 + int(minutes)
    if total > LATEST:
        raise ValueError('a time of day is at most "48:00", the end of the following day')
    return total


def write_wall_time(minutes: int) -> str:
    return f"{minutes // 60:02}:{minutes % 60:02}"


WallTime = Annotated[
    int,
    BeforeValidator(read_wall_time),
    PlainSerializer(write_wall_time, return_type=str),
    WithJsonSchema({"type": "string", "pattern": f"^{PATTERN}$", "examples": ["17:30"]}),
]
