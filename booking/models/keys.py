"""Public ids and tokens: random, so that nobody can count or guess them."""

import json
import secrets
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.utils.crypto import salted_hmac

# Without 0, 1, i, l, o: an id may be read out on the telephone.
ALPHABET = "23456789abcdefghjkmnpqrstuvwxyz"
PAIRS = [one + other for one in ALPHABET for other in ALPHABET]


def public_id() -> str:
    """Sixteen letters, about 79 random bits; drawn at once, since a lottery's draw needs thousands."""
    drawn, pairs = secrets.randbelow(len(PAIRS) ** 8), []
    for _ in range(8):
        drawn, pair = divmod(drawn, len(PAIRS))
        pairs.append(PAIRS[pair])
    return "".join(pairs)


def door_code() -> str:
    """Four digits that a party says at the desk. Not a secret: it only finds the booking of the day."""
    return f"{secrets.randbelow(10_000):04}"


def card_number() -> str:
    """Eight digits, drawn: from one's own nobody can tell another's."""
    return str(10_000_000 + secrets.randbelow(90_000_000))


def first_code() -> str:
    """Twelve letters that the desk prints, about 59 random bits: "abcd-efgh-jkmn"."""
    return "-".join("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(3))


def repeated(kind: str, said: Any) -> str:
    """The public id of what somebody without an account asks for, the same whenever they send the same: what
    JSON knows, with the key under which they repeat it. Only the secret key makes it."""
    told = json.dumps(said, sort_keys=True)
    number = int(salted_hmac(kind, told, algorithm="sha256").hexdigest(), 16)
    letters = []
    for _place in range(16):
        number, letter = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return "".join(letters)


def repeated_code(kind: str, said: Any) -> str:
    """The same in the form of a `first_code`."""
    letters = repeated(kind, said)
    return "-".join(letters[place : place + 4] for place in (0, 4, 8))


def repeated_token(kind: str, said: Any) -> str:
    """The same in the form of a `token`."""
    return salted_hmac(kind, json.dumps(said, sort_keys=True), algorithm="sha256").hexdigest()[:40]


def token() -> str:
    """Forty letters that open something for whoever holds them: 160 random bits."""
    # In hexadecimal, so that it can be read out, typed in capitals and copied by a double click.
    return secrets.token_hex(20)


def fingerprint(token: str) -> str:
    """What is kept of a token: its SHA-256. It needs no salt, since tokens are not guessed."""
    return sha256(token.encode()).hexdigest()


# 31 ** 13 is the first power of the alphabet above 2 ** 64.
SEALED_LENGTH = 13
HALF = 32  # bits
# No table grows so far: what opens to more was sealed by nobody, and is no question for the database.
MOST_ROWS = 2**40


def sealed(kind: str, key: int) -> str:
    """The public id of a row that has none of its own: its key in the database under a permutation that
    only the secret key knows. It hides how many there are, and guards nothing: rights are asked anyway."""
    left, right = _turned(kind, settings.SECRET_KEY, key >> HALF, key & (2**HALF - 1), range(4))
    number, letters = left << HALF | right, []
    for _ in range(SEALED_LENGTH):
        number, letter = divmod(number, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return "".join(reversed(letters))


def unsealed(kind: str, text: str) -> int | None:
    """The key again, also by a secret key that was replaced since; None for what nobody has sealed."""
    if len(text) != SEALED_LENGTH or set(text) - set(ALPHABET):
        return None
    number = 0
    for letter in text:
        number = number * len(ALPHABET) + ALPHABET.index(letter)
    if number >= 2 ** (2 * HALF):
        return None
    for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS):
        # Backwards the halves change places, and the rounds their order.
        right, left = _turned(kind, secret, number & (2**HALF - 1), number >> HALF, range(3, -1, -1))
        if (key := left << HALF | right) < MOST_ROWS:
            return key
    return None


def _turned(kind: str, secret: str | bytes, left: int, right: int, rounds: range) -> tuple[int, int]:
    """Four rounds of a Feistel network: each mixes one half into the other, whatever the mixing is."""
    for turn in rounds:
        mixed = salted_hmac(f"booking.sealed.{kind}.{turn}", str(right), secret, algorithm="sha256").digest()
        left, right = right, left ^ int.from_bytes(mixed[:4])
    return left, right
