"""Suggested programmes: how one stands, and how long it is kept."""

from enum import StrEnum


class State(StrEnum):
    SENT = "sent"  # waits to be read
    TAKEN = "taken"  # the hall does it, or something of it
    TALKED = "talked"  # the hall wants to talk about it
    DECLINED = "declined"


KEPT = 400 * 24 * 60 * 60  # seconds after it was sent: a year, and time to ask after it
