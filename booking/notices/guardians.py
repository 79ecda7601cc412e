"""Guardians and consents. A guardian is no Person: they are written to at their own address, if there is
one, in their own language. Whoever reads it by mistake learns no name: neither the child's nor theirs."""

from collections.abc import Callable, Sequence

from django.utils.translation import gettext as _

from booking.models import Booking, Consent, ConsentRequest, Guardian
from booking.notices.telling import Words, lines, place_words, readers_of, tell, write_to
from booking.queries.guardians import sees
from booking.queries.posts import staff_of
from booking.rules.staff import Right
from facilities.labels import date_words

Says = Callable[[Booking, Consent], Words]


def consent_asked(request: ConsentRequest, address: str) -> None:
    """To the guardian alone: the link goes where only they read it."""
    write_to(
        request.mail,
        request.language,
        lambda: (
            _("お子さんの利用について、同意のお願い(%(hall)s)") % {"hall": request.hall.name},
            lines(
                _("%(hall)sを使うために、保護者の方の同意がいります。") % {"hall": request.hall.name},
                _("下のリンクを開いて、読んでから、えらんでください。アカウントはいりません。"),
                "",
                address,
                "",
                _("リンクは14日間使えます。答えられるのは1回です。"),
                _("心あたりがないときは、何もしなくて大丈夫です。"),
            ),
        ),
    )


def guardian_link(guardian: Guardian, address: str, now: int) -> None:
    write_to(
        guardian.mail,
        guardian.language,
        lambda: (
            _("保護者の方のページ"),
            lines(
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
        said = [
            _("保護者の方の同意が届きました。これで予約できます。"),
            _("%(day)sまで使えます。") % {"day": date_words(consent.valid_until, consent.given_on)},
        ]
        if copies:
            said.append(_("これからは、あなたの予約のお知らせの写しが、保護者の方にも届きます。"))
        return _("保護者の方の同意が届きました"), lines(*said)

    tell([consent.child], "consent_given", words, now=consent.given_at)


def consent_refused(request: ConsentRequest) -> None:
    def words() -> tuple[str, str]:
        return _("保護者の方の答えが届きました"), lines(
            _("今回は、同意はもらえませんでした。おうちで話してみてください。"),
            _("館の人も、相談にのります。"),
        )

    tell([request.child], "consent_refused", words, now=request.used_at or request.made_at)


def consent_revoked(consent: Consent, bookings: Sequence[Booking], now: int) -> None:
    """The child hears of it; of each booking that stands and lacks it now, its leaders and its hall."""

    def to_child() -> tuple[str, str]:
        kept = _("今ある予約は、そのままです。使う日までに、もう一度同意がいることがあります。")
        return _("保護者の方の同意が取り消されました"), lines(
            _("新しく予約するときは、もう一度、保護者の方の同意がいります。"),
            *([kept, _("館から連絡することがあります。")] if bookings else ()),
        )

    # With the first of them: who has no mail is then rung up, by the hall that would turn them away.
    first = min(bookings, key=lambda one: one.start) if bookings else None
    # Who has booked nothing hears of it in time, when they next book.
    tell([consent.child], "consent_revoked", to_child, now=now, urgent=first is not None, booking=first)
    _tell_beside(consent, bookings, "consent_revoked", (_revoked_of, _revoked_for_desk), now)


def consent_stands(consent: Consent, bookings: Sequence[Booking], now: int) -> None:
    """It was taken back by a slip: whoever heard of that hears that it is there again."""

    def to_child() -> tuple[str, str]:
        return _("保護者の方の同意がもどりました"), lines(
            _("取り消しは、まちがいでした。前と同じように使えます。"),
        )

    tell([consent.child], "consent_stands", to_child, now=now)
    _tell_beside(consent, bookings, "consent_stands", (_stands_for, _stands_for), now)


def _tell_beside(
    consent: Consent,
    bookings: Sequence[Booking],
    kind: str,
    says: tuple[Says, Says],
    now: int,
) -> None:
    """To the leaders of each booking, and to the desk of its hall; `says` holds the words for either."""
    for booking in bookings:
        leaders = {one.pk: one for one in readers_of(booking)}
        desk = [one for one in staff_of(booking.room.facility, Right.DESK, now) if one.pk not in leaders]
        for readers, words in zip((leaders.values(), desk), says, strict=True):
            # The child has been told already, and in other words.
            others = [one for one in readers if one.pk != consent.child_id]
            tell(others, kind, words(booking, consent), now=now, booking=booking)


def _revoked_of(booking: Booking, consent: Consent) -> Words:
    def words() -> tuple[str, str]:
        return _("保護者の方の同意が取り消されました"), lines(
            _("次の予約で来る人のうち1人の保護者の方が、同意を取り消しました。"),
            _("予約は、そのままです。その人が使うには、使う日までに、もう一度同意がいることがあります。"),
            "",
            place_words(booking),
            _("受付の番号:%(code)s") % {"code": booking.code},
        )

    return words


def _revoked_for_desk(booking: Booking, consent: Consent) -> Words:
    """The desk is to speak with them, and has to know with whom: by the card, as its pages find people."""

    def words() -> tuple[str, str]:
        return _("保護者の方の同意が取り消されました"), lines(
            _("カード番号 %(card)s の人の保護者の方が、同意を取り消しました。")
            % {"card": consent.child.card_number},
            _("予約は残っていますが、このままでは受付できません。来る前に、その人に連絡してください。"),
            "",
            place_words(booking),
            _("受付の番号:%(code)s") % {"code": booking.code},
        )

    return words


def _stands_for(booking: Booking, consent: Consent) -> Words:
    def words() -> tuple[str, str]:
        return _("保護者の方の同意がもどりました"), lines(
            _("次の予約は、前と同じように使えます。"),
            "",
            place_words(booking),
            _("受付の番号:%(code)s") % {"code": booking.code},
        )

    return words


def consent_ends(consent: Consent, now: int) -> None:
    """Thirty days before: to the child, and to the guardian where they are still one."""

    def words() -> tuple[str, str]:
        told = {"day": date_words(consent.valid_until, consent.given_on)}
        return _("保護者の方の同意は、もうすぐ終わります"), lines(
            _("今の同意は、%(day)sまでです。") % told,
            _("そのあとも使うときは、もう一度お願いを送ってください。"),
        )

    tell([consent.child], "consent_ends", words, now=now)
    guardian = consent.guardian
    if guardian is not None and not consent.child.closed and sees(guardian, consent.valid_until):
        write_to(guardian.mail, guardian.language, words)
