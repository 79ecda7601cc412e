"""Partner groups: who leads one is invited, and who has invited them hears the answer."""

from django.utils.translation import gettext as _

from booking.models import Partner
from booking.notices.telling import Words, lines, tell
from booking.queries.groups import led_people
from booking.rules.names import shortened
from booking.rules.notices import PARTNER_ANSWERED, PARTNER_INVITED


def partner_invited(partner: Partner, now: int) -> None:
    def words() -> tuple[str, str]:
        named = {"programme": partner.programme.name, "group": shortened(partner.group.name)}
        said = _("行事「%(programme)s」を、「%(group)s」といっしょに作りたいと、館の人が言っています。")
        answer = _("グループのページで、「いっしょに作ります」か「今回はやめます」をおしてください。")
        subject = _("いっしょに作りませんか:%(programme)s")
        return subject % named, lines(said % named, answer)

    _to_leaders(partner, words, now)


def partner_withdrawn(partner: Partner, now: int) -> None:
    def words() -> tuple[str, str]:
        named = {"programme": partner.programme.name, "group": shortened(partner.group.name)}
        said = _("行事「%(programme)s」で「%(group)s」にお願いしていたことを、館の都合で取りやめました。")
        why = _("わからないことは、館の人に聞いてください。")
        return _("お願いを取りやめました:%(programme)s") % named, lines(said % named, why)

    _to_leaders(partner, words, now)


def partner_answered(partner: Partner, now: int) -> None:
    """To whoever of the hall has invited the group."""

    def words() -> tuple[str, str]:
        named = {"programme": partner.programme.name, "group": shortened(partner.group.name)}
        if partner.confirmed_at is not None:
            said = _("「%(group)s」が、行事「%(programme)s」をいっしょに作ります。名前がページに出ました。")
            return _("いっしょに作ります:%(group)s") % named, lines(said % named)
        said = _("「%(group)s」は、行事「%(programme)s」に、今回は加わらないそうです。")
        return _("今回は加わりません:%(group)s") % named, lines(said % named)

    if partner.invited_by is not None and partner.invited_by.is_active:
        tell([partner.invited_by], PARTNER_ANSWERED, words, now=now)


def _to_leaders(partner: Partner, words: Words, now: int) -> None:
    hall = partner.programme.facility_id
    # Who has no mail is rung up by the hall that asks; a department without a hall writes alone.
    tell(led_people(partner.group), PARTNER_INVITED, words, now=now, hall=hall, urgent=hall is not None)
