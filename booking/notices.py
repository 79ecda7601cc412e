"""Notices: what is said to whom when something happens.

A notice is written in the verb's transaction, stands under お知らせ and, for whoever has an address, is
mailed after it by the worker. It is composed here as plain text in the reader's language; nothing that
people wrote is ever rendered as a template.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from email.utils import parseaddr
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from booking.ical import invitation
from booking.labels import odds_words, rank_words, role_words, slot_when
from booking.models import (
    Booking,
    Consent,
    ConsentRequest,
    Group,
    Guardian,
    Membership,
    Notice,
    Person,
    Registration,
    Round,
)
from booking.queries.feeds import Place, booked_of
from booking.queries.groups import led_people
from booking.queries.guardians import copied, sees
from booking.queries.lottery import Odds
from booking.rules.lifecycle import State
from booking.rules.notices import LAPSE, OFFER, REMINDER, family
from facilities.labels import date_words, day_words, listed, long_date, moment_words, span_words
from facilities.models import Room
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
                _sentences(_("仮の予約をしました。"), _until(booking)).rstrip(),
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


def offered(booking: Booking) -> None:
    """To whoever waited: what has become free is held for them until an instant."""

    def words() -> tuple[str, str]:
        zone = ZoneInfo(booking.room.facility.timezone)
        until = moment_words(booking.lapses_at or 0, zone, local_day(booking.changed_at, zone))
        lines = [
            _("待っていた時間が空きました。%(until)sまで、取っておきます。") % {"until": until},
            "",
            place_words(booking),
            "",
            _("使うときは、まどあかりの「自分の予約」を開いて「予約する」をえらんでください。"),
            _("使わないときは「使わない」をえらぶと、次の人に回ります。"),
        ]
        return _("空きました:%(what)s") % _what(booking), "\n".join(lines) + "\n"

    tell(readers_of(booking), OFFER, words, now=booking.changed_at, booking=booking, urgent=True)


def offer_lapsed(booking: Booking) -> None:
    """The answer did not come in time."""

    def words() -> tuple[str, str]:
        sentence = _("お返事の時間がすぎたので、次の人に回しました。使いたいときは、もう一度待てます。")
        return _("次の人に回しました:%(what)s") % _what(booking), f"{sentence}\n\n{place_words(booking)}\n"

    tell(readers_of(booking), LAPSE, words, now=booking.changed_at, booking=booking)


def reminded(booking: Booking, now: int) -> None:
    """A day ahead, to all who come."""

    def words() -> tuple[str, str]:
        sentence = _("予約の時間が近づきました。来られないときは、早めに空けてください。")
        return _("もうすぐ予約の時間です:%(what)s") % _what(booking), _body(booking, sentence)

    coming = Person.objects.filter(attended_bookings=booking, is_active=True)
    readers = {reader.pk: reader for reader in (*readers_of(booking), *coming)}
    tell(readers.values(), REMINDER, words, now=now, booking=booking)


def tell(
    readers: Iterable[Person],
    kind: str,
    words: Words,
    *,
    now: int,
    booking: Booking | None = None,
    urgent: bool = False,
    entry: bool = False,
) -> None:
    """Writes one notice to each reader, and one mail to those who can and want to be mailed of this kind.

    What is `urgent` (somebody else changed one's plans) puts those without an address onto the call list.
    With `entry` the mail encloses the booking for the reader's calendar. At most three statements.
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
        if reader.email and family(kind) not in reader.unmailed:
            message = EmailMessage(subject, body, to=[reader.email])
            if entry and booking is not None:
                _enclose(message, booking, reader)
            messages.append(message)
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


def _of_booking(booking: Booking, kind: str, words: Words, urgent: bool = False) -> None:
    """What happened to a booking: subject and first sentence are `words`, the rest is the same for all."""

    def whole() -> tuple[str, str]:
        subject, sentence = words()
        return subject % _what(booking), _body(booking, sentence)

    tell(readers_of(booking), kind, whole, now=booking.changed_at, booking=booking, urgent=urgent, entry=True)
    _copy_to_guardians(booking, words)


def _enclose(message: EmailMessage, booking: Booking, reader: Person) -> None:
    """The booking as an entry that replaces or takes away the one that the reader's calendar has of it."""
    hall, (_name, sender) = booking.room.facility, parseaddr(settings.DEFAULT_FROM_EMAIL)
    with override(reader.language):
        place = Place(booking.room.name, hall.name, ZoneInfo(hall.timezone))
        told = invitation(booked_of(booking), place, sender=sender, reader=reader.email)
    message.attach("madoakari.ics", told.text, f"text/calendar; method={told.method}")


def _what(booking: Booking) -> dict[str, str]:
    return {"what": f"{_when(booking)} {booking.room.name}"}


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


# Guardians and consents. A guardian is no Person: they are written to at their own address, if there is
# one, in their own language. Whoever reads it by mistake learns no name: neither the child's nor theirs.


def cancelled_by_guardian(booking: Booking) -> None:
    """To those whose plans somebody else has changed."""
    _of_booking(
        booking,
        "cancelled",
        lambda: (_("予約を取り消しました:%(what)s"), _("保護者の方が、予約を取り消しました。")),
        urgent=True,
    )


def consent_asked(request: ConsentRequest, address: str) -> None:
    """To the guardian alone: the link goes where only they read it."""
    _write(
        request.mail,
        request.language,
        lambda: (
            _("お子さんの利用について、同意のおねがい(%(hall)s)") % {"hall": request.hall.name},
            _lines(
                _("%(hall)sを使うために、保護者の方の同意がいります。") % {"hall": request.hall.name},
                _("下のリンクを開いて、読んでから、えらんでください。アカウントはいりません。"),
                "",
                address,
                "",
                _("リンクは14日間使えます。答えられるのは1回です。"),
                _("心あたりがないときは、なにもしなくてだいじょうぶです。"),
            ),
        ),
    )


def guardian_link(guardian: Guardian, address: str, now: int) -> None:
    _write(
        guardian.mail,
        guardian.language,
        lambda: (
            _("保護者の方のページ"),
            _lines(
                _("お子さんの予約と、同意したことを見られるページです。同意の取り消しも、ここでできます。"),
                "",
                address,
                "",
                _("リンクを知っている人は、だれでも開けます。ほかの人には送らないでください。"),
            ),
        ),
    )


def consent_given(consent: Consent) -> None:
    """The child hears of it, and that copies go out, if they do."""
    copies = consent.guardian is not None and consent.guardian.may_see and bool(consent.guardian.mail)

    def words() -> tuple[str, str]:
        lines = [
            _("保護者の方の同意が届きました。これで予約できます。"),
            _("%(day)sまで使えます。") % {"day": date_words(consent.valid_until, consent.given_on)},
        ]
        if copies:
            lines.append(_("これからは、あなたの予約のお知らせの写しが、保護者の方にも届きます。"))
        return _("保護者の方の同意が届きました"), _lines(*lines)

    tell([consent.child], "consent_given", words, now=consent.given_at)


def consent_refused(request: ConsentRequest) -> None:
    def words() -> tuple[str, str]:
        return _("保護者の方の答えが届きました"), _lines(
            _("今回は、同意はもらえませんでした。おうちで話してみてください。"),
            _("館の人も、相談にのります。"),
        )

    tell([request.child], "consent_refused", words, now=request.used_at or request.made_at)


def consent_revoked(consent: Consent, bookings: Iterable[Booking], now: int) -> None:
    """The child hears of it; of each booking that stands and lacks it now, its leaders and its hall."""

    def to_child() -> tuple[str, str]:
        return _("保護者の方の同意が取り消されました"), _lines(
            _("これからの予約には、もう一度、保護者の方の同意がいります。"),
            _("今ある予約は、そのままです。館から連絡することがあります。"),
        )

    tell([consent.child], "consent_revoked", to_child, now=now, urgent=True)
    for booking in bookings:
        others = [one for one in (*readers_of(booking), *_desk_of(booking)) if one.pk != consent.child_id]
        tell(others, "consent_revoked", _revoked_of(booking), now=now, booking=booking)


def _revoked_of(booking: Booking) -> Words:
    def words() -> tuple[str, str]:
        return _("保護者の方の同意が取り消されました"), _lines(
            _("次の予約で来る人のうち1人について、保護者の方の同意が取り消されました。予約はそのままです。"),
            "",
            place_words(booking),
            _("受付の番号:%(code)s") % {"code": booking.code},
        )

    return words


def consent_ends(consent: Consent, now: int) -> None:
    """Thirty days before: to the child, and to the guardian where they are still one."""

    def words() -> tuple[str, str]:
        told = {"day": date_words(consent.valid_until, consent.given_on)}
        return _("保護者の方の同意は、もうすぐ終わります"), _lines(
            _("今の同意は、%(day)sまでです。") % told,
            _("そのあとも使うときは、もう一度おねがいを送ってください。"),
        )

    tell([consent.child], "consent_ends", words, now=now)
    guardian = consent.guardian
    if guardian is not None and not consent.child.closed and sees(guardian, consent.valid_until):
        _write(guardian.mail, guardian.language, words)


def _copy_to_guardians(booking: Booking, words: Words) -> None:
    """What happened to a child's booking, to the guardians who may see it: when and where, and no name.
    One query, one more for each who gets it."""

    def whole() -> tuple[str, str]:
        subject, sentence = words()
        return subject % {"what": f"{_when(booking)} {booking.room.name}"}, _lines(
            _("お子さんの予約のお知らせの写しです。"), "", sentence, "", place_words(booking)
        )

    day = local_day(booking.changed_at, ZoneInfo(booking.room.facility.timezone))
    for address, language in dict.fromkeys((one.mail, one.language) for one in copied(booking, day)):
        _write(address, language, whole)


def _desk_of(booking: Booking) -> list[Person]:
    return list(
        Person.objects.filter(posts__facility=booking.room.facility_id, is_active=True).order_by("pk")
    )


def _write(address: str, language: str, words: Words) -> None:
    """One mail to somebody who has no account; none without an address."""
    if address:
        with override(language):
            subject, body = words()
        get_connection().send_messages([EmailMessage(subject, body, to=[address])])


def _lines(*lines: str) -> str:
    return "\n".join(lines) + "\n"


# Of a series: one notice, however many dates it has.


def series_booked(bookings: Sequence[Booking]) -> None:
    """Of the dates of one series, in their order."""
    _of_series(
        bookings,
        "series_booked",
        lambda: (_("くりかえして予約しました:%(what)s"), _("くりかえして予約しました。")),
    )


def series_cancelled(bookings: Sequence[Booking]) -> None:
    """Of the dates that were given back."""
    _of_series(
        bookings,
        "series_cancelled",
        lambda: (_("くりかえしの予約を取り消しました:%(what)s"), _("次の日の予約を取り消しました。")),
    )


def series_moved(bookings: Sequence[Booking]) -> None:
    """Of the dates that have moved, where they are now."""
    _of_series(
        bookings,
        "series_moved",
        lambda: (_("くりかえしの予約を変えました:%(what)s"), _("予約を、次のとおりに変えました。")),
    )


def _of_series(bookings: Sequence[Booking], kind: str, words: Words) -> None:
    first = bookings[0]

    def whole() -> tuple[str, str]:
        subject, sentence = words()
        told = {"when": _when(first), "room": first.room.name, "count": len(bookings)}
        what = _("%(when)s %(room)s(全部で%(count)d回)") % told
        return subject % {"what": what}, _series_body(bookings, sentence)

    tell(readers_of(first), kind, whole, now=first.changed_at)


def _series_body(bookings: Sequence[Booking], sentence: str) -> str:
    hall = bookings[0].room.facility.name
    dates = [f"{_when(one)} {hall} {one.room.name}" for one in bookings]
    ways = _("変えたり取り消したりするときは、まどあかりの「自分の予約」を開いてください。")
    return "\n".join([sentence, "", *dates, "", ways]) + "\n"


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
        return _("窓口で番号を出しました"), _sentences(
            body, _("たのんでいないときは、館に知らせてください。")
        )

    tell([person], "code_given", words, now=now, urgent=True)


def registration_approved(registration: Registration, now: int) -> None:
    def words() -> tuple[str, str]:
        last = registration.valid_until
        until = _("%(day)sまで使えます。") % {"day": day_words(last)} if last else ""
        return _("利用登録ができました"), _sentences(_("利用登録ができました。"), until)

    tell(_owners(registration), "registration_approved", words, now=now)


def registration_returned(registration: Registration, now: int) -> None:
    def words() -> tuple[str, str]:
        asked = _("利用登録のことで、館からお願いがあります。")
        return _("利用登録のことで、お願いがあります"), _sentences(asked, registration.returned_why)

    tell(_owners(registration), "registration_returned", words, now=now, urgent=True)


def renewable(registration: Registration, now: int) -> None:
    def words() -> tuple[str, str]:
        told = {"day": day_words(registration.valid_until)} if registration.valid_until else {}
        lines = [
            _("利用登録は%(day)sまでです。次の年度の分は、もう更新できます。") % told,
            _("まどあかりの「利用登録」を開いて、ボタンを1回おしてください。館の窓口でもできます。"),
            _("そのあとの日の予約は、更新するまで仮の予約になります。"),
        ]
        return _("利用登録を更新できます"), _sentences(*lines)

    tell(_owners(registration), "renewable", words, now=now)


def confirmed(booking: Booking) -> None:
    _of_booking(
        booking, "confirmed", lambda: (_("予約が決まりました:%(what)s"), _("仮の予約が、決まりました。"))
    )


def lapsed(booking: Booking) -> None:
    def words() -> tuple[str, str]:
        said = _("期日までに手つづきがなかったので、仮の予約はなくなりました。")
        return _("仮の予約がなくなりました:%(what)s"), said

    _of_booking(booking, "lapsed", words)


def _sentences(*sentences: str) -> str:
    """Each sentence that there is on a line of its own."""
    return "\n".join(sentence for sentence in sentences if sentence) + "\n"


def _until(booking: Booking) -> str:
    """By when what is missing must be there, for what is provisional."""
    if booking.lapses_at is None:
        return ""
    zone = ZoneInfo(booking.room.facility.timezone)
    day = day_words(local_day(booking.lapses_at - 1, zone), local_day(booking.changed_at, zone))
    return _("%(day)sまでに手つづきをすると、決まります。") % {"day": day}


def _owners(registration: Registration) -> list[Person]:
    """Whose registration it is: the person, or those who lead the group."""
    if registration.person is not None:
        return [registration.person]
    leading = Membership.objects.filter(group=registration.group, role__in=LEADING)
    return list(Person.objects.filter(pk__in=leading.values("person"), is_active=True).order_by("pk"))


def _mail(to: str, subject: str, lines: Iterable[str]) -> None:
    """To an address that is nobody's notice: it is not theirs yet, or no longer."""
    get_connection().send_messages([EmailMessage(subject, "\n".join(lines) + "\n", to=[to])])


def joined_group(group: Group, person: Person, now: int) -> None:
    """To those who lead it. A group's words carry its members' call names, as its page does."""
    told = {"group": group.name, "name": person.call_name}
    _of_group(
        _leading(group, but=person),
        lambda: (
            _("「%(group)s」に新しいメンバーが入りました") % told,
            _("%(name)sさんが入りました。知らない人のときは、グループのページではずせます。") % told
            if person.call_name
            else _("新しい人が入りました。知らない人のときは、グループのページではずせます。"),
        ),
        now,
    )


def left_group(group: Group, person: Person, now: int) -> None:
    told = {"group": group.name, "name": person.call_name}
    _of_group(
        _leading(group, but=person),
        lambda: (
            _("「%(group)s」のメンバーが1人やめました") % told,
            _("%(name)sさんがグループをやめました。") % told
            if person.call_name
            else _("メンバーが1人、グループをやめました。"),
        ),
        now,
    )


def removed_from_group(group: Group, person: Person, now: int) -> None:
    _of_group(
        [person],
        lambda: (
            _("「%(group)s」からはずれました") % {"group": group.name},
            _("グループの予約は見られなくなります。わけを知りたいときは、グループの人か館に聞いてください。"),
        ),
        now,
    )


def role_changed(group: Group, person: Person, role: str, now: int) -> None:
    _of_group(
        [person],
        lambda: (
            _("「%(group)s」での役わりが変わりました") % {"group": group.name},
            _("今の役わりは「%(role)s」です。") % {"role": role_words(role)},
        ),
        now,
    )


def handed_over(group: Group, person: Person, now: int) -> None:
    """To the new leader and those who lead the group with them."""
    _of_group(
        [person],
        lambda: (
            _("「%(group)s」の代表になりました") % {"group": group.name},
            _("メンバーをさそうこと、登録の更新、予約の変更ができます。"),
        ),
        now,
    )


def dissolved(group: Group, readers: Iterable[Person], now: int) -> None:
    _of_group(
        readers,
        lambda: (
            _("「%(group)s」は解散しました") % {"group": group.name},
            _("グループの予約は、もうできません。ひとりでの予約は、今までどおりできます。"),
        ),
        now,
    )


def invitation_wanted(group: Group, person: Person, now: int) -> None:
    told = {"group": group.name, "name": person.call_name or _("よび名のない人")}
    _of_group(
        _leading(group),
        lambda: (
            _("「%(group)s」に入りたい人がいます") % told,
            _(
                "%(name)sさんの持っている招待は、もう使えません。知っている人なら、グループのページで新しい招待を作って送ってください。"
            )
            % told,
        ),
        now,
    )


def group_registered(group: Group, until: date | None, now: int) -> None:
    told = {"group": group.name}
    _of_group(
        _leading(group),
        lambda: (
            _("「%(group)s」の登録ができました") % told,
            _("%(day)sまで使えます。") % {"day": long_date(until)} if until else _("期限はありません。"),
        ),
        now,
    )


def group_registration_returned(group: Group, why: str, now: int) -> None:
    _of_group(
        _leading(group),
        lambda: (
            _("「%(group)s」の登録の申しこみが、もどってきました") % {"group": group.name},
            _("館からのことば:%(why)s") % {"why": why}
            if why
            else _("わけは、館に聞いてください。直すと、もう一度申しこめます。"),
        ),
        now,
    )


def group_renewal(group: Group, until: date, now: int) -> None:
    _of_group(
        _leading(group),
        lambda: (
            _("「%(group)s」の登録を更新できます") % {"group": group.name},
            _("今の登録は%(day)sまでです。グループのページから更新を申しこめます。")
            % {"day": long_date(until)},
        ),
        now,
    )


def _of_group(readers: Iterable[Person], words: Words, now: int) -> None:
    tell(readers, "group", words, now=now)


def _leading(group: Group, but: Person | None = None) -> list[Person]:
    return [person for person in led_people(group) if person != but]


# The lottery.


@dataclass(frozen=True, slots=True)
class Told:
    """What became of one wish: its rank, its slot, and the dates booked, or the place in line."""

    rank: int
    room: Room
    spans: tuple[Span, ...]
    booked: tuple[Span, ...] = ()
    place: int | None = None


def won(readers: Iterable[Person], lottery: Round, wins: Sequence[Told], now: int) -> None:
    """The wins of one entry; whoever has no address for mail is telephoned."""
    zone = ZoneInfo(lottery.facility.timezone)

    def words() -> tuple[str, str]:
        until = lottery.confirm_until
        told = (
            _("もう予約してあります。することはありません。") if until is None else _confirm_by(until, zone)
        )
        lines = [
            _("抽選に当たりました。"),
            told,
            *(line for win in wins for line in _won(win, lottery, zone)),
        ]
        return _("抽選に当たりました:%(what)s") % {"what": lottery.name}, "\n".join(lines) + "\n"

    tell(readers, "won", words, now=now, urgent=True)


def not_this_time(
    readers: Iterable[Person], lottery: Round, lost: Sequence[Told], odds: Sequence[Odds], now: int
) -> None:
    """Nothing was won: how many wished for it, and where one stands in line."""
    zone = ZoneInfo(lottery.facility.timezone)
    by_day = {one.weekday: one for one in odds}

    def words() -> tuple[str, str]:
        lines = [
            _("今回は選ばれませんでした。"),
            *(line for one in lost for line in _lost(one, lottery, by_day, zone)),
        ]
        return _("抽選の結果:%(what)s") % {"what": lottery.name}, "\n".join(lines) + "\n"

    tell(readers, "not_this_time", words, now=now)


def round_called_off(readers: Iterable[Person], lottery: Round, now: int) -> None:
    def words() -> tuple[str, str]:
        body = _(
            "「%(name)s」の抽選は、中止になりました。申しこみは取り消されました。くわしくは館に聞いてください。"
        )
        told = {"name": lottery.name}
        return _("抽選が中止になりました:%(name)s") % told, body % told + "\n"

    tell(readers, "round_called_off", words, now=now, urgent=True)


def given_back(bookings: Sequence[Booking], now: int) -> None:
    """What of a win was given back, in one notice."""
    first = bookings[0]

    def words() -> tuple[str, str]:
        lines = [_("抽選で当たった次の予約を、返しました。"), "", *(_when(one) for one in bookings)]
        lines.append(f"{first.room.facility.name} {first.room.name}")
        return _("予約を返しました:%(what)s") % {"what": first.room.name}, "\n".join(lines) + "\n"

    tell(readers_of(first), "cancelled", words, now=now, booking=first)


def _confirm_by(until: int, zone: ZoneInfo) -> str:
    told = {"moment": moment_words(until, zone)}
    return (
        _("%(moment)sまでに、抽選の結果のページで「使います」をおしてください。すぎると、取り消されます。")
        % told
    )


def _won(win: Told, lottery: Round, zone: ZoneInfo) -> Iterator[str]:
    today = local_day(lottery.draws_at, zone)
    yield ""
    yield f"{rank_words(win.rank)} {slot_when(win.spans, zone)} {win.room.name}"
    yield from (span_words(span, zone, today) for span in win.booked)
    if left := [span for span in win.spans if span not in win.booked]:
        days = {"days": listed(span_words(span, zone, today) for span in left)}
        yield _("次の日は、休館やきまりのため予約できませんでした:%(days)s") % days


def _lost(one: Told, lottery: Round, odds: Mapping[int, Odds], zone: ZoneInfo) -> Iterator[str]:
    day = local_day(one.spans[0].start, zone)
    of_day = odds[day.weekday()]
    yield ""
    yield f"{rank_words(one.rank)} {slot_when(one.spans, zone)} {one.room.name}"
    yield odds_words(day, of_day.entries, of_day.slots)
    if one.place is None:
        yield _("この枠は、休館やきまりのため、使えませんでした。")
    else:
        yield _("今は、列の%(place)d番目です。空いたら、順番が来ます。") % {"place": one.place}
