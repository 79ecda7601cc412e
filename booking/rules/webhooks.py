"""What a city's own systems are told, how a message is signed, when it is tried again.

Where messages may go, too: only to hosts on a list, and never into the network that we ourselves stand in.
"""

import hashlib
import hmac
from collections.abc import Mapping
from enum import StrEnum
from ipaddress import IPv6Network, ip_address
from urllib.parse import urlsplit

from booking.rules.lifecycle import State

TRIES = 10
# Seconds; each pause is three times the last, so that ten tries outlast a weekend: 82 hours in all.
FIRST_PAUSE = 30
# In these it is a booking for others, too; what is only offered is not.
STANDING = frozenset({State.PROVISIONAL, State.BOOKED, State.IN_USE})
GONE = frozenset({State.CANCELLED, State.LAPSED, State.NO_SHOW})
UNICAST, SIX_TO_FOUR = IPv6Network("2000::/3"), IPv6Network("2002::/16")
PLACE = frozenset({"room_id", "start", "end"})
COUNTED = frozenset({"count", "correct_headcount", "uncount"})


class Event(StrEnum):
    MADE = "booking.made"
    MOVED = "booking.moved"
    CANCELLED = "booking.cancelled"
    COUNTED = "headcount.entered"


class Unsafe(ValueError):
    """An address to which nothing is sent. `args[0]` says why, for whoever entered it."""


def event_of(
    subject: str, verb: str, before: Mapping[str, object], after: Mapping[str, object]
) -> Event | None:
    """What an Act on a booking means to others, None for what concerns only us. An offer is no booking yet:
    it is made when it is accepted, and so is a cancelled one that is put back."""
    if subject != "booking":
        return None
    if verb in COUNTED:
        return Event.COUNTED
    state = after.get("state")
    if state in GONE:
        # What never stood, such as an offer that was let go, has not been told of either.
        return Event.CANCELLED if before.get("state", State.BOOKED) in STANDING else None
    if state in STANDING and before.get("state") not in STANDING:
        return Event.MADE
    # Who comes and what for is not told, so that a change of these is no event.
    return Event.MOVED if before and PLACE & set(after) else None


def pause_after(tries: int) -> int | None:
    """Seconds until the next try when `tries` (1 or more) have failed; None when that was the last."""
    return None if tries >= TRIES else FIRST_PAUSE * 3 ** (tries - 1)


def signature(secret: str, at: int, body: bytes) -> str:
    """ "t=…,v1=…": HMAC-SHA-256 (RFC 2104) in hex over the instant (seconds, UTC), a full stop and the body.

    The instant is signed, too, so that a message that was overheard cannot be sent again later.
    """
    signed = hmac.new(secret.encode(), f"{at}.".encode() + body, hashlib.sha256).hexdigest()
    return f"t={at},v1={signed}"


def host_of(url: str, hosts: frozenset[str], *, trial: bool) -> tuple[str, int]:
    """The host and port to call for an address. `hosts` are those listed, "host" or "host:port".

    Raises Unsafe for what is not plain https (in a trial http, too), carries a name and password, or is not
    listed.
    """
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise Unsafe("malformed") from error
    if parts.scheme != "https" and not (trial and parts.scheme == "http"):
        raise Unsafe("scheme")
    if parts.username is not None or parts.password is not None or parts.fragment:
        raise Unsafe("malformed")
    usual = 443 if parts.scheme == "https" else 80
    named = host if port in (None, usual) else f"{host}:{port}"
    if not host or named not in hosts:
        raise Unsafe("unlisted")
    return host, port or usual


def may_call(address: str, *, trial: bool) -> bool:
    """Whether a numeric address may be called: one of the public network; in a trial this machine's alone, so
    that no trial ever speaks to anybody."""
    # Of the address that is called: a listed name may be answered with a private one.
    found = ip_address(address)
    # An IPv4 address in the clothes of an IPv6 one leads where the former leads.
    leads_to = getattr(found, "ipv4_mapped", None) or found
    if trial:
        return leads_to.is_loopback
    # The library calls global what a gateway may turn into a private IPv4 address: NAT64, 6to4, ::a.b.c.d.
    if leads_to.version == 6 and (leads_to not in UNICAST or leads_to in SIX_TO_FOUR):
        return False
    return leads_to.is_global and not leads_to.is_multicast
