"""Members: registering, addresses, renewing."""

from django.utils.translation import gettext as _
from django.utils.translation import override

from booking.models import Membership, Person, Registration
from booking.notices.telling import send_to, sentences, tell
from booking.queries.bookings import LEADING
from booking.rules.names import shortened
from booking.rules.notices import CODE_GIVEN, REGISTRATION_RECONSIDERED, REGISTRATION_RETURNED
from facilities.labels import day_words


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
            _("下のリンクを開くと、お知らせがこのアドレスにも届くようになります。"),
            "",
            link,
            "",
            _("心あたりがないときは、何もしなくて大丈夫です。このメールは捨ててください。"),
        ]
        send_to(email, _("まどあかりからの、ためしのメールです"), lines)


def address_taken(email: str, language: str) -> None:
    with override(language):
        lines = [
            _("このアドレスを登録しようとした人がいます。"),
            _("でも、このアドレスはもう、ほかのカードで使われています。"),
            _("そのため、新しいカードには入れていません。"),
            _("1つのアドレスを2人で使うことはできません。こまったときは、館の窓口で聞いてください。"),
        ]
        send_to(email, _("このメールアドレスは、もう使われています"), lines)


def address_changed(before: str, language: str) -> None:
    """To the address that is no longer theirs: whoever did not do this comes to know of it."""
    with override(language):
        lines = [
            _("まどあかりのお知らせを受け取るアドレスが変わりました。"),
            _("これからは、このアドレスには届きません。"),
            _("自分で変えていないときは、すぐに館に知らせてください。"),
        ]
        send_to(before, _("メールアドレスが変わりました"), lines)


def code_given(person: Person, hall: int, now: int) -> None:
    """`hall` (a key), here and below: whose desk did it, and calls whoever has no mail."""

    def words() -> tuple[str, str]:
        body = _("パスワードを新しくするための番号を、館の窓口で出しました。")
        return _("窓口で番号を出しました"), sentences(body, _("たのんでいないときは、館に知らせてください。"))

    tell([person], CODE_GIVEN, words, now=now, urgent=True, hall=hall)


def registration_approved(registration: Registration, now: int) -> None:
    def words() -> tuple[str, str]:
        last = registration.valid_until
        until = _("%(day)sまで使えます。") % {"day": day_words(last)} if last else ""
        return _("利用登録ができました"), sentences(_("利用登録ができました。"), until)

    tell(_owners(registration), "registration_approved", words, now=now)


def registration_returned(registration: Registration, hall: int, now: int) -> None:
    def words() -> tuple[str, str]:
        asked = _("利用登録のことで、館からお願いがあります。")
        return _("利用登録のことで、お願いがあります"), sentences(asked, registration.returned_why)

    tell(_owners(registration), REGISTRATION_RETURNED, words, now=now, urgent=True, hall=hall)


def registration_reconsidered(registration: Registration, hall: int, now: int) -> None:
    def words() -> tuple[str, str]:
        body = _("館が、利用登録をもう一度たしかめています。さきほどのお返事は取り消しました。")
        return _("利用登録をもう一度たしかめています"), sentences(body)

    tell(_owners(registration), REGISTRATION_RECONSIDERED, words, now=now, urgent=True, hall=hall)


def renewable(registration: Registration, now: int) -> None:
    """To whoever can renew it, with where that is done: a group's is renewed on the group's page."""

    def words() -> tuple[str, str]:
        told = {"day": day_words(registration.valid_until)} if registration.valid_until else {}
        waits = _("そのあとの日の予約は、更新するまで仮の予約になります。")
        if registration.group is not None:
            subject = _("「%(group)s」の登録を更新できます") % {"group": shortened(registration.group.name)}
            page = _("今の登録は%(day)sまでです。グループのページから更新を申しこめます。") % told
            return subject, sentences(page, waits)
        lines = [
            _("利用登録は%(day)sまでです。次の年度の分は、もう更新できます。") % told,
            _("まどあかりの「利用登録」を開いて、ボタンを1回おしてください。館の窓口でもできます。"),
            waits,
        ]
        return _("利用登録を更新できます"), sentences(*lines)

    tell(_owners(registration), "renewable", words, now=now)


def _owners(registration: Registration) -> list[Person]:
    """Whose registration it is: the person, or those who lead the group."""
    if registration.person is not None:
        return [registration.person]
    leading = Membership.objects.filter(group=registration.group, role__in=LEADING)
    return list(Person.objects.filter(pk__in=leading.values("person"), is_active=True).order_by("pk"))
