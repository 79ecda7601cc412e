"""Message catalogues without GNU gettext: what the sources say, what `locale/` answers, what is missing.

Message ids are Japanese; every folder of `locale/` is one translation of all of them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

SOURCES = ("booking", "facilities", "config", "templates")
KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    "_": None,
    "gettext": None,
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext": (1, 2),
    "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext": ((1, "c"), 2, 3),
}
# A translation that has words of its own for everything but what is said here alone: to programs, to
# the hall's staff, on official papers. There the message ids are its words.
SPARED = {
    "ja_Easy": (
        "booking/admin",
        "booking/api/",
        "booking/ical/mistakes",
        "booking/labels/acts",
        "booking/labels/copies",
        "booking/labels/figures",
        "booking/labels/indicators",
        "booking/labels/plans",
        "booking/labels/posts",
        "booking/labels/years",
        "booking/management/",
        "booking/notices/posts",
        "booking/pdf/",
        "booking/queries/plan_rows",
        "booking/web/admin_site",
        "booking/web/admin_words",
        "booking/web/desk/",
        "booking/web/office/",
        "booking/web/outbox",
        "booking/web/second_factors",
        "booking/wording/mistakes/",
        "config/settings",
        "facilities/admin",
        "facilities/api/",
        "templates/account/reauthenticate",
        "templates/booking/api",
        "templates/booking/desk/",
        "templates/booking/office/",
        "templates/booking/outbox",
        "templates/desk/",
        "templates/mfa/",
        "templates/print/",
    )
}
HEADER = 'msgid ""\nmsgstr ""\n{lines}\n'


@dataclass(frozen=True)
class Gap:
    """One thing wrong with a catalogue, at a place that an editor can open."""

    path: Path
    line: int
    what: str


def spoken(root: Path) -> Catalog:
    """Every message of the sources under `root`, each with the files and lines that say it."""
    catalog = Catalog()
    for path in _sources(root):
        text = path.read_text()
        python = text if path.suffix == ".py" else templatize(text, origin=str(path))
        for line, message, comments, context in extract("python", BytesIO(python.encode()), KEYWORDS):
            place = (str(path.relative_to(root)), line)
            catalog.add(message, locations=[place], auto_comments=comments, context=context)
    return catalog


def translations(root: Path) -> Iterator[tuple[str, Path]]:
    """The name of every folder of `locale/` (`en`, `ja_Easy`) with its catalogue, present or not yet."""
    for folder in sorted((root / "locale").iterdir()):
        if folder.is_dir():
            yield folder.name, folder / "LC_MESSAGES" / "django.po"


def load(name: str, path: Path) -> Catalog:
    """The catalogue in `path`; an empty one if there is none. ValueError says what cannot be read."""
    language = name.split("_")[0]
    if not path.exists():
        return Catalog(locale=language, domain="django")
    with path.open("rb") as file:
        return read_po(file, locale=language, domain="django", abort_invalid=True)


def update(name: str, path: Path, said: Catalog) -> None:
    """Writes the catalogue with exactly what is said, keeping each translation whose id still stands."""
    catalog = load(name, path)
    # A guess by likeness would stand there as if somebody had translated it.
    catalog.update(said, no_fuzzy_matching=True)
    body = BytesIO()
    # Neither dates nor line numbers: a catalogue changes only where a message does.
    write_po(body, catalog, omit_header=True, ignore_obsolete=True, sort_by_file=True, include_lineno=False)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(_header(name, catalog).encode() + b"\n" + body.getvalue())


def compile(name: str, path: Path) -> None:  # noqa: A001  the field's word
    """Writes the .mo that is read at run time beside the catalogue."""
    compiled = path.with_suffix(".mo")
    with compiled.open("wb") as file:
        write_mo(file, load(name, path))
    # Like the code it lies beside: whoever serves need not be who installed it.
    compiled.chmod(0o644)


def gaps(name: str, path: Path, said: Catalog) -> Iterator[Gap]:
    """What is missing, obsolete, empty, fuzzy, or does not take the same values as its id."""
    catalog = load(name, path)
    for message in _messages(said):
        if _needed(name, message) and catalog.get(message.id, message.context) is None:
            file, line = message.locations[0]
            yield Gap(Path(file), int(line or 0), f"{name}: missing: {_shown(message)}")
    for message in _messages(catalog):
        if not any(_strings(message)) and not _needed(name, said.get(message.id, message.context) or message):
            continue
        yield from (Gap(path, message.lineno or 0, f"{name}: {what}") for what in _faults(message, said))
    for message in catalog.obsolete.values():
        yield Gap(path, message.lineno or 0, f"{name}: obsolete: {_shown(message)}")


def _needed(name: str, message: Message) -> bool:
    places = [str(file) for file, _ in message.locations]
    return not all(place.startswith(SPARED.get(name, ())) for place in places)


def _faults(message: Message, said: Catalog) -> Iterator[str]:
    shown = _shown(message)
    if said.get(message.id, message.context) is None:
        yield f"obsolete: {shown}"
    if message.fuzzy:
        yield f"fuzzy: {shown}"
    if not all(_strings(message)):
        yield f"empty: {shown}"
    else:
        yield from (f"{error}: {shown}" for error in message.check())


def _strings(message: Message) -> tuple[str, ...]:
    return tuple(message.string) if isinstance(message.string, (list, tuple)) else (message.string or "",)


def _sources(root: Path) -> list[Path]:
    found = [path for top in SOURCES for path in (root / top).rglob("*") if path.is_file()]
    return sorted(path for path in found if path.suffix == ".py" or "templates" in path.parts)


def _messages(catalog: Catalog) -> Iterable[Message]:
    return [message for message in catalog if message.id]


def _shown(message: Message) -> str:
    return message.id[0] if isinstance(message.id, (list, tuple)) else str(message.id)


def _header(name: str, catalog: Catalog) -> str:
    lines = (
        f"Language: {name}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=UTF-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {catalog.plural_forms}",
    )
    return HEADER.format(lines="\n".join(f'"{line}\\n"' for line in lines))
