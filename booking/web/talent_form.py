"""The form in which somebody writes what they offer: read into one value, and told again as it was typed."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.http import QueryDict
from django.utils.translation import gettext as _

from booking.actions.talents import NotThen, Offer
from booking.actions.texts import Missing, NoAddress, NoNumber, Unfit
from booking.labels import band_words
from booking.models import Talent
from booking.queries.talents import skills
from booking.rules.bands import BANDS
from booking.rules.talents import Whose
from booking.web.consents import Mistake, words_of
from booking.web.written_numbers import SEEN, whole

MISTAKES = (Missing, Unfit, NoAddress, NoNumber, NotThen)
TEXTS = ("name", "words", "about", "hours", "phone", "email")


def offer_of(given: QueryDict, consented_on: date | None) -> Offer:
    """What was typed. `consented_on` is the day on which whoever it is about has agreed, None for not yet."""
    whose = given.get("whose", "")
    return Offer(
        **{name: given.get(name, "") for name in TEXTS},
        skills=tuple(given.getlist("skill")),
        bands=tuple(given.getlist("band")),
        name_public="name_public" in given,
        consented_on=consented_on,
        whose=Whose(whose) if whose in set(Whose) else Whose.PERSON,
    )


def typed(given: QueryDict) -> dict[str, Any]:
    """What stands in the form after a mistake."""
    return {
        **{name: given.get(name, "") for name in (*TEXTS, "whose", "consented_on")},
        "skills": given.getlist("skill"),
        "bands": given.getlist("band"),
        "name_public": "name_public" in given,
        "consent": "consent" in given,
    }


def kept(talent: Talent) -> dict[str, Any]:
    """What stands in the form of an entry that there is."""
    return {
        **{name: getattr(talent, name) for name in (*TEXTS, "whose", "bands", "name_public")},
        "skills": [one.slug for one in talent.skills.all()],
        "consent": talent.consented_on is not None,
        "consented_on": talent.consented_on.isoformat() if talent.consented_on else "",
    }


def form_told(
    stands: Mapping[str, Any], seen: int | None, mistake: Exception | None = None
) -> dict[str, Any]:
    """`stands` is what stands in its fields, `seen` the revision that it shows."""
    error = mistake_of(mistake) if mistake else None
    return {
        "typed": stands,
        "seen": "" if seen is None else seen,
        "errors": [error] if error else [],
        "field": error["field"] if error else "",
        "skills": [(one.slug, one.name, one.slug in stands["skills"]) for one in skills()],
        "bands": [(band, band_words(band), band in stands["bands"]) for band in BANDS],
    }


def mistake_of(mistake: Exception) -> Mistake:
    """Which field it is, and what to do."""
    if isinstance(mistake, NotThen):
        return Mistake(field="consented_on", words=_("同意した日は、きょうまでの日にしてください。"))
    field = str(getattr(mistake, "field", "name"))
    if isinstance(mistake, Missing):
        said = {
            "skills": _("できることを、1つはえらぶか書いてください。"),
            "bands": _("だれのためにできるかを、えらんでください。"),
            "phone": _("電話番号かメールアドレスを入れてください。"),
        }
        return Mistake(field=field, words=said.get(field) or words_of(mistake))
    return Mistake(field=field, words=words_of(mistake))


def seen_in(given: QueryDict) -> int | None:
    """The revision that the form showed; None for a form of something new."""
    return whole(given.get("seen", ""), SEEN)
