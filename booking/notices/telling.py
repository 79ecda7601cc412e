"""How something is told: a notice to each reader, a mail to those who can be reached, in their language."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import Q
from django.utils.translation import override

from booking.models import Booking, Caller, Coming, Membership, Notice, Person
from booking.models.keys import public_id
from booking.models.rows import write_rows
from booking.notices.enclosing import enclose, enclose_series
from booking.queries.bookings import LEADING
from booking.rules.notices import family
from facilities.labels import span_words
from facilities.rules.spans import Span, local_day

LONGEST_SUBJECT = 200
COLUMNS = (
    "public_id",
    "person_id",
    "kind",
    "subject",
    "body",
    "booking_id",
    "hall_id",
    "call_by",
    "made_at",
    "call",
    "signup_id",
    "session_id",
)
Row = tuple[str | int | None, ...]  # of a notice, these columns
Words = Callable[[], tuple[str, str]]  # -> subject, text; called in the reader's language
Enclosing = Callable[[EmailMessage, Person], None]
Link = Callable[[str], str]  # the whole address of a page, for a token


@dataclass(frozen=True, slots=True)
class Letter:
    """What some are told.

    What is `urgent` (somebody else changed one's plans) puts one of those without an address onto the call
    list, and whoever has called about the booking and has no account. The hall of the booking calls, or
    `hall` (a key) where there is none; `call_by` (seconds, UTC) is until when that is of use, if not until
    the use.
    With `entry` the mail encloses the booking for the reader's calendar; with `series` (a key) all of it.
    What is about a date of a programme says which `coming`, and what its mail encloses.
    """

    readers: Iterable[Person]
    kind: str
    words: Words
    booking: Booking | None = None
    urgent: bool = False
    entry: bool = False
    series: int | None = None
    hall: int | None = None
    call_by: int | None = None
    coming: Coming | None = None
    enclosing: Enclosing | None = None

    def __post_init__(self) -> None:
        # Else it would be marked as a call, stand in no hall's list, and never be made.
        if self.urgent and self.booking is None and self.hall is None:
            raise ValueError(f"no hall calls about {self.kind}")


def tell(
    readers: Iterable[Person],
    kind: str,
    words: Words,
    *,
    now: int,
    booking: Booking | None = None,
    urgent: bool = False,
    entry: bool = False,
    series: int | None = None,
    hall: int | None = None,
    call_by: int | None = None,
) -> None:
    """One letter, as for `tell_all`."""
    tell_all([Letter(readers, kind, words, booking, urgent, entry, series, hall, call_by)], now)


def tell_all(letters: Iterable[Letter], now: int) -> None:
    """Of each letter one notice to each reader, and one mail to those who can and want to be mailed of its
    kind. At most three statements, one more for each urgent letter about a caller's booking."""
    notices, messages = list[Row](), []
    for letter in letters:
        notices += _to_caller(letter, now)
        readers = list(letter.readers)
        rung = _to_ring(letter, readers)
        for reader in readers:
            with override(reader.language):
                subject, body = letter.words()
            notices.append(_notice(letter, reader, subject, body, now, call=reader is rung))
            # The notice stands in any case: whoever wants no mail of a kind finds it on their page.
            if reader.email and family(letter.kind) not in reader.unmailed:
                messages.append(_message(letter, reader, subject, body))
    write_rows(Notice, COLUMNS, notices)
    if messages:
        get_connection().send_messages(messages)


def _to_caller(letter: Letter, now: int) -> list[Row]:
    """What the desk says on the telephone to whoever has no account, in the desk's language."""
    about = letter.booking
    if not letter.urgent or about is None or about.person_id is not None:
        return []
    if not Caller.objects.filter(booking=about).exclude(phone="").exists():
        return []
    with override(settings.LANGUAGE_CODE):
        subject, body = letter.words()
    return [_notice(letter, None, subject, body, now, call=True)]


def _to_ring(letter: Letter, readers: Sequence[Person]) -> Person | None:
    """Whom the desk rings up: of those without an address whoever booked, else the first."""
    silent = [reader for reader in readers if letter.urgent and not reader.email]
    booked = letter.booking.person_id if letter.booking else None
    if letter.coming is not None:
        booked = letter.coming.signup.person_id
    # One of them and not each: a desk that has told a group once need not tell it three times.
    return next((one for one in silent if one.pk == booked), silent[0] if silent else None)


def _notice(letter: Letter, reader: Person | None, subject: str, body: str, now: int, *, call: bool) -> Row:
    return (
        public_id(),
        None if reader is None else reader.pk,
        letter.kind,
        # Cut, and not refused: a long name of a room must not keep anybody from booking it.
        subject[:LONGEST_SUBJECT],
        body,
        None if letter.booking is None else letter.booking.pk,
        None if letter.booking else letter.hall,
        letter.call_by,
        now,
        Notice.Call.DUE.value if call else Notice.Call.NONE.value,
        None if letter.coming is None else letter.coming.signup_id,
        None if letter.coming is None else letter.coming.session_id,
    )


def _message(letter: Letter, reader: Person, subject: str, body: str) -> EmailMessage:
    message = EmailMessage(subject[:LONGEST_SUBJECT], body, to=[reader.email])
    if letter.entry and letter.booking is not None:
        enclose(message, letter.booking, reader)
    if letter.series is not None:
        enclose_series(message, letter.series, reader)
    if letter.enclosing is not None:
        letter.enclosing(message, reader)
    return message


def readers_of(booking: Booking) -> list[Person]:
    """Whoever booked, and those who lead the group: a group sees what is done to its bookings. Whoever has
    left it hears nothing of it any more. One query."""
    return readers_in(booking.person_id, booking.group_id)


def readers_in(person: int | None, group: int | None) -> list[Person]:
    """The same of what somebody has, or waits for, alone or in the name of a group; by key."""
    who = Q(pk=person)
    if group is not None:
        members = Membership.objects.filter(Q(role__in=LEADING) | Q(person=person))
        who = Q(pk__in=members.filter(group=group).values("person"))
    return list(Person.objects.filter(who, is_active=True).order_by("pk"))


def place_words(booking: Booking) -> str:
    """When and where a booking is, on lines of their own, in the reader's language."""
    return f"{when_words(booking)}\n{booking.room.facility.name} {booking.room.name}"


def what_words(booking: Booking) -> dict[str, str]:
    return {"what": f"{when_words(booking)} {booking.room.name}"}


def when_words(booking: Booking) -> str:
    zone = ZoneInfo(booking.room.facility.timezone)
    return span_words(Span(booking.start, booking.end), zone, local_day(booking.changed_at, zone))


def write_to(address: str, language: str, words: Words) -> None:
    """One mail to somebody who has no account; none without an address."""
    if address:
        with override(language):
            subject, body = words()
        get_connection().send_messages([EmailMessage(subject, body, to=[address])])


def send_to(to: str, subject: str, lines: Iterable[str]) -> None:
    """To an address that is nobody's notice: it is not theirs yet, or no longer."""
    get_connection().send_messages([EmailMessage(subject, "\n".join(lines) + "\n", to=[to])])


def lines(*lines: str) -> str:
    return "\n".join(lines) + "\n"


def sentences(*sentences: str) -> str:
    """Each sentence that there is on a line of its own."""
    return "\n".join(sentence for sentence in sentences if sentence) + "\n"
