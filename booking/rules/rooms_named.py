"""Which room somebody means who says only a piece of its name: 「音1」, 「集会A」, 「おんがく」."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from unicodedata import normalize

NUMBERS = str.maketrans("一二三四五", "12345")
FIRST = re.compile(r"第([1-9一二三四五])")
FIRST_READ = re.compile(r"^だい(いち|に|さん|よん|ご)")
LAST = re.compile(r"(?:\d+|(?<![a-z])[a-z]{1,2})$")
LAST_READ = re.compile(r"(?:\d|えー|びー|しー|でぃー|[a-z])+$")
KATAKANA = {code: code - 0x60 for code in range(ord("ァ"), ord("ヶ") + 1)}
PARTICLE = re.compile("(?<=.)[でをにのは]$")
EXACT, BEGINS, WITHIN = 3, 2, 1


@dataclass(frozen=True)
class RoomNames:
    """A room's key with its name, how that is read, and its name in English."""

    key: str
    name: str
    reading: str = ""
    english: str = ""

    @cached_property
    def spelt(self) -> tuple[tuple[str, ...], str]:
        """The name without its number as it is spelt in each way, and the number."""
        base, number = _parted(_folded(self.name))
        read = _folded(self.reading)
        if FIRST.search(self.name):
            read = FIRST_READ.sub("", read)
        spelt = (base, LAST_READ.sub("", read) if number else read, _parted(_folded(self.english))[0])
        return tuple(filter(None, spelt)), number


def named_by(words: Iterable[str], rooms: Sequence[RoomNames]) -> tuple[tuple[str, ...], list[str]]:
    """The keys of the rooms that the first fitting word may mean, the likeliest of them; the other words."""
    found: tuple[str, ...] = ()
    others = []
    for word in words:
        meant = () if found else _meant(word, rooms) or _meant(PARTICLE.sub("", word), rooms)
        found = found or meant
        if not meant:
            others.append(word)
    return found, others


def _meant(word: str, rooms: Sequence[RoomNames]) -> tuple[str, ...]:
    base, number = _parted(_folded(word))
    if not base:
        return ()
    ranks = {room.key: _rank(base, number, room) for room in rooms}
    best = max(ranks.values(), default=0)
    return tuple(key for key, rank in ranks.items() if rank == best) if best else ()


def _rank(base: str, number: str, room: RoomNames) -> int:
    names, own = room.spelt
    if number not in ("", own):
        return 0
    if base in names and number == own:
        return EXACT
    if any(name.startswith(base) for name in names):
        return BEGINS
    # A single letter lies within half of the names.
    return WITHIN if len(base) > 1 and any(base in name for name in names) else 0


def _parted(name: str) -> tuple[str, str]:
    # A number before the name may be said behind it: 第1音楽室 is 「音楽室1」.
    if first := FIRST.search(name):
        base, last = _parted(FIRST.sub("", name, count=1))
        return base, first.group(1).translate(NUMBERS) + last
    found = LAST.search(name)
    # A room that is called A has no other name than its number.
    return (name[: found.start()], found.group()) if found and found.start() else (name, "")


def _folded(name: str) -> str:
    """In one width, case and kana, without what only divides."""
    return re.sub(r"[\s・+(]|\)", "", normalize("NFKC", name).casefold()).translate(KATAKANA)
