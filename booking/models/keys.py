"""Public ids and tokens: random, so that nobody can count or guess them."""

import secrets
from hashlib import sha256

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


def token() -> str:
    """Forty letters that open something for whoever holds them: 160 random bits."""
    # In hexadecimal, so that it can be read out, typed in capitals and copied by a double click.
    return secrets.token_hex(20)


def fingerprint(token: str) -> str:
    """What is kept of a token: its SHA-256. It needs no salt, since tokens are not guessed."""
    return sha256(token.encode()).hexdigest()
