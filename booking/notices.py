"""Notices: what is said to whom when something happens.

A notice is written in the verb's transaction, stands under お知らせ and, for whoever has an address, is
mailed after it by the worker. It is composed here as plain text in the reader's language; nothing that
people wrote is ever rendered as a template.
"""

from collections.abc import Callable, Iterable
from zoneinfo import ZoneInfo

from django.core.mail import EmailMessage, get_connection
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from booking.models import Booking, Membership, Notice, Person, Registration
from booking.rules.lifecycle import State
from facilities.labels import day_words, span_words
from facilities.rules.spans import Span, local_day

LEADING = (Membership.Role.LEADER, Membership.Role.DEPUTY)
LONGEST_SUBJECT = 200
Link = Callable[[str], str]  # the whole address of a page, for a token
Words = Callable[[], tuple[str, str]]  # -> subject, text; called in the reader's language


def booked(booking: Booking) -> None:
    if booking.state == State.PROVISIONAL:
        _of_booking(
            booking,
            "booked",
            lambda: (
                _("仮の予約をしました:%(what)s"),
                _lines(_("仮の予約をしました。"), _until(booking)).rstrip(),
            ),
        )
    else:
        _of_booking(booking, "booked", lambda: (_("予約しました:%(what)s"), _("予約しました。")))


def cancelled(booking: Booking) -> None:
    _of_booking(
        booking, "cancelled", lambda: (_("予約を取り消しました:%(what)s"), _("予約を取り消しました。"))
    )


def moved(booking: Booking) -> None:
    _of_booking(
        booking, "moved", lambda: (_("予約を変えました:%(what)s"), _("予約を、次のとおりに変えました。"))
    )


def restored(booking: Booking) -> None:
    _of_booking(
        booking,
        "restored",
        lambda: (_("予約をもとにもどしました:%(what)s"), _("予約をもとにもどしました。")),
    )


def tell(
    readers: Iterable[Person],
    kind: str,
    words: Words,
    *,
    now: int,
    booking: Booking | None = None,
    urgent: bool = False,
) -> None:
    """Writes one notice to each reader, and one mail to those who can and want to be mailed of this kind.

    What is `urgent` (somebody else changed one's plans) puts those without an address onto the call list.
    At most two statements.
    """
    notices, messages = [], []
    for reader in readers:
        with override(reader.language):
            subject, body = words()
        call = Notice.Call.DUE if urgent and not reader.email else Notice.Call.NONE
        notices.append(
            Notice(
                person=reader,
                kind=kind,
                subject=subject[:LONGEST_SUBJECT],
                body=body,
                booking=booking,
                made_at=now,
                call=call,
            )
        )
        if reader.email and kind not in reader.unmailed:
            messages.append(EmailMessage(subject, body, to=[reader.email]))
    Notice.objects.bulk_create(notices)
    if messages:
        get_connection().send_messages(messages)


def readers_of(booking: Booking) -> list[Person]:
    """Whoever booked, and those who lead the group: a group sees what is done to its bookings. One query."""
    who = Q(pk=booking.person_id)
    if booking.group_id is not None:
        leading = Membership.objects.filter(group=booking.group_id, role__in=LEADING)
        who |= Q(pk__in=leading.values("person"))
    return list(Person.objects.filter(who, is_active=True).order_by("pk"))


def place_words(booking: Booking) -> str:
    """When and where a booking is, on lines of their own, in the reader's language."""
    return f"{_when(booking)}\n{booking.room.facility.name} {booking.room.name}"


def _of_booking(booking: Booking, kind: str, words: Words) -> None:
    """What happened to a booking: subject and first sentence are `words`, the rest is the same for all."""

    def whole() -> tuple[str, str]:
        subject, sentence = words()
        return subject % {"what": f"{_when(booking)} {booking.room.name}"}, _body(booking, sentence)

    tell(readers_of(booking), kind, whole, now=booking.changed_at, booking=booking)


def _when(booking: Booking) -> str:
    zone = ZoneInfo(booking.room.facility.timezone)
    return span_words(Span(booking.start, booking.end), zone, local_day(booking.changed_at, zone))


def _body(booking: Booking, sentence: str) -> str:
    lines = [
        sentence,
        "",
        place_words(booking),
        _("受付の番号:%(code)s") % {"code": booking.code},
        "",
        _("変えたり取り消したりするときは、まどあかりの「自分の予約」を開いてください。"),
    ]
    return "\n".join(lines) + "\n"


# --- Members: registering, addresses, renewing


def registered(person: Person, now: int) -> None:
    """The card number, once more where it can be looked up."""

    def words() -> tuple[str, str]:
        body = _("登録しました。カードの番号は %(card)s です。サインインするときに使います。")
        return _("まどあかりに登録しました"), body % {"card": person.card_number} + "\n"

    tell([person], "registered", words, now=now)


def try_address(email: str, link: str, language: str) -> None:
    """The test mail: whoever reads it has the address, and the link says so."""
    with override(language):
        lines = [
            _("これは、まどあかりからのためしのメールです。"),
            _("下のリンクを開くと、おしらせがこのアドレスにも届くようになります。"),
            "",
            link,
            "",
            _("心あたりがないときは、何もしなくて大丈夫です。このメールは捨ててください。"),
        ]
        _mail(email, _("まどあかりからの、ためしのメールです"), lines)


def address_taken(email: str, language: str) -> None:
    with override(language):
        lines = [
            _("このアドレスを登録しようとした人がいます。"),
            _("でも、このアドレスはもう、ほかのカードで使われています。"),
            _("そのため、新しいカードには入れていません。"),
            _("1つのアドレスを2人で使うことはできません。こまったときは、館の窓口で聞いてください。"),
        ]
        _mail(email, _("このメールアドレスは、もう使われています"), lines)


def address_changed(before: str, language: str) -> None:
    """To the address that is no longer theirs: whoever did not do this comes to know of it."""
    with override(language):
        lines = [
            _("まどあかりのおしらせを受け取るアドレスが変わりました。"),
            _("これからは、このアドレスには届きません。"),
            _("自分で変えていないときは、すぐに館に知らせてください。"),
        ]
        _mail(before, _("メールアドレスが変わりました"), lines)


def code_given(person: Person, now: int) -> None:
    def words() -> tuple[str, str]:
        body = _("パスワードを新しくするための番号を、館の窓口で出しました。")
        return _("窓口で番号を出しました"), _lines(body, _("たのんでいないときは、館に知らせてください。"))

    tell([person], "code_given", words, now=now, urgent=True)


def registration_approved(registration: Registration, now: int) -> None:
    def words() -> tuple[str, str]:
        last = registration.valid_until
        until = _("%(day)sまで使えます。") % {"day": day_words(last)} if last else ""
        return _("利用登録ができました"), _lines(_("利用登録ができました。"), until)

    tell(_owners(registration), "registration_approved", words, now=now)


def registration_returned(registration: Registration, now: int) -> None:
    def words() -> tuple[str, str]:
        asked = _("利用登録のことで、館からお願いがあります。")
        return _("利用登録のことで、お願いがあります"), _lines(asked, registration.returned_why)

    tell(_owners(registration), "registration_returned", words, now=now, urgent=True)


def renewable(registration: Registration, now: int) -> None:
    def words() -> tuple[str, str]:
        told = {"day": day_words(registration.valid_until)} if registration.valid_until else {}
        lines = [
            _("利用登録は%(day)sまでです。次の年度の分は、もう更新できます。") % told,
            _("まどあかりの「利用登録」を開いて、ボタンを1回おしてください。館の窓口でもできます。"),
            _("そのあとの日の予約は、更新するまで仮の予約になります。"),
        ]
        return _("利用登録を更新できます"), _lines(*lines)

    tell(_owners(registration), "renewable", words, now=now)


def confirmed(booking: Booking) -> None:
    _of_booking(
        booking, "confirmed", lambda: (_("予約が決まりました:%(what)s"), _("仮の予約が、決まりました。"))
    )


def lapsed(booking: Booking) -> None:
    def words() -> tuple[str, str]:
        said = _("利用登録の更新がなかったので、仮の予約はなくなりました。")
        return _("仮の予約がなくなりました:%(what)s"), said

    _of_booking(booking, "lapsed", words)


def _lines(*sentences: str) -> str:
    """Each sentence that there is on a line of its own."""
    return "\n".join(sentence for sentence in sentences if sentence) + "\n"


def _until(booking: Booking) -> str:
    """By when what is missing must be there, for what is provisional."""
    if booking.lapses_at is None:
        return ""
    zone = ZoneInfo(booking.room.facility.timezone)
    day = day_words(local_day(booking.lapses_at - 1, zone), local_day(booking.changed_at, zone))
    return _("%(day)sまでに利用登録を更新すると、決まります。") % {"day": day}


def _owners(registration: Registration) -> list[Person]:
    """Whose registration it is: the person, or those who lead the group."""
    if registration.person is not None:
        return [registration.person]
    leading = Membership.objects.filter(group=registration.group, role__in=LEADING)
    return list(Person.objects.filter(pk__in=leading.values("person"), is_active=True).order_by("pk"))


def _mail(to: str, subject: str, lines: Iterable[str]) -> None:
    """To an address that is nobody's notice: it is not theirs yet, or no longer."""
    get_connection().send_messages([EmailMessage(subject, "\n".join(lines) + "\n", to=[to])])
