"""Registrations, in sentences: whose, of which kind, until when."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.rules.clauses.registration import Registration, RegistrationShared, RegistrationUntil
from booking.wording.vocabulary import Vocabulary
from facilities.labels import year_day_words

Lines = Iterator[str]


def registration(term: Registration, at: Vocabulary) -> Lines:
    yield {
        "group": _("グループの利用登録がいります。"),
        "everyone": _("来る人みんなの利用登録がいります。"),
        "person": _("代表の利用登録がいります。"),
        "asker": _("申しこむグループか人の利用登録がいります。"),
    }[term.of]
    if term.classes:
        yield _("登録の種類は、%(classes)sです。") % {"classes": at.words(term.classes)}
    if term.registry:
        yield _("登録するところは、%(registry)sです。") % {"registry": at.word(term.registry)}


def registration_shared(term: RegistrationShared, at: Vocabulary) -> Lines:
    if term.registries:
        yield _("ほかのところの利用登録でも使えます:%(registries)s。") % {
            "registries": at.words(term.registries)
        }
    else:
        yield _("1つの利用登録で、どの館も使えます。")


def registration_until(term: RegistrationUntil, at: Vocabulary) -> Lines:
    if last := term.until_day or ((3, 31) if term.until else None):
        yield _until(year_day_words(last), term.plus_years)
    elif term.months:
        told = {"months": term.months}
        yield ngettext("利用登録は%(months)dか月です。", "利用登録は%(months)dか月です。", term.months) % told
    if term.renewal_from:
        yield _("%(day)sから、次の1年の登録ができます。") % {"day": year_day_words(term.renewal_from)}
    if term.unused_months:
        yield _("%(months)dか月使わないと、登録がなくなります。") % {"months": term.unused_months}


def _until(day: str, plus_years: int | None) -> str:
    if plus_years is None:
        return _("利用登録は、次の%(day)sまでです。") % {"day": day}
    told = {"day": day, "years": plus_years}
    later = ngettext(
        "利用登録は、次の%(day)sの%(years)d年あとまでです。",
        "利用登録は、次の%(day)sの%(years)d年あとまでです。",
        plus_years,
    )
    return later % told
