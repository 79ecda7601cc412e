"""Sending what other systems are to be told: one message, then its mark."""

import json
import logging
import socket
import ssl
from http.client import HTTPConnection, HTTPException
from urllib.parse import urlsplit

from django.conf import settings

from booking.actions.webhooks import note_try, secret_of
from booking.models import Delivery
from booking.queries.webhooks import body_of, waiting
from booking.rules.webhooks import Unsafe, host_of, may_call, signature
from facilities.clock import machine_time

logger = logging.getLogger(__name__)
PATIENCE = 10  # seconds for each step of a call; well under a duty's lease


def due() -> bool:
    return waiting(machine_time()).exists()


def step() -> None:
    """Sends the message that is first in line, and notes what it met."""
    delivery = waiting(machine_time()).first()
    if delivery is None:
        return
    met, well = _tried(delivery)
    if not well:
        logger.warning("webhook %s: delivery %s met %s", delivery.webhook.public_id, delivery.public_id, met)
    note_try(delivery=delivery, met=met, well=well, now=machine_time())


def _tried(delivery: Delivery) -> tuple[str, bool]:
    """What the try met, and whether it was taken: any status of the 200s. A redirect is not followed, since
    it could lead anywhere."""
    body = json.dumps(body_of(delivery), ensure_ascii=False).encode()
    try:
        status = _posted(delivery, body)
    except Unsafe as unsafe:
        return str(unsafe), False
    except (OSError, HTTPException) as error:
        return type(error).__name__, False
    return str(status), 200 <= status < 300


def _posted(delivery: Delivery, body: bytes) -> int:
    url = delivery.webhook.url
    host, port = host_of(url, frozenset(settings.WEBHOOK_HOSTS), trial=settings.TRIAL)
    parts, call = urlsplit(url), _call(url, host, port)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": "madoakari",
        "Madoakari-Event": delivery.event,
        "Madoakari-Delivery": delivery.public_id,
        "Madoakari-Signature": signature(secret_of(delivery.webhook), machine_time(), body),
    }
    try:
        call.request("POST", (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), body, headers)
        return call.getresponse().status
    finally:
        call.close()


def _call(url: str, host: str, port: int) -> HTTPConnection:
    """A connection to the very address that was looked at: asked again, the name could lead elsewhere."""
    found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    addresses = [str(one[4][0]) for one in found]
    # All of them: a name that has one public and one private address could be meant to get in by the latter.
    if not all(may_call(one, trial=settings.TRIAL) for one in addresses):
        raise Unsafe("private")
    call = HTTPConnection(host, port)
    call.sock = socket.create_connection((addresses[0], port), timeout=PATIENCE)
    # By its scheme as it is read, not as it is written: HTTPS:// is no leave to go without.
    if urlsplit(url).scheme == "https":
        call.sock = ssl.create_default_context().wrap_socket(call.sock, server_hostname=host)
    return call
