"""備品のふだ: a sheet of labels to stick on things, each with the code by which a fault is told."""

from collections.abc import Callable, Iterable
from io import BytesIO

import segno
from django.utils.translation import gettext as _
from django.utils.translation import override

from booking.pdf import paper
from facilities.models import Equipment, Facility

INK = "#1b2749"


def labels_pdf(hall: Facility, things: Iterable[Equipment], address: Callable[[Equipment], str]) -> bytes:
    """24 on a page of A4, in Japanese. `address` is where whoever reads the code of a thing comes to."""
    with override("ja"):
        told = {
            "hall": hall.name,
            "labels": [
                {"name": one.name, "room": one.room.name, "code": _code(address(one))} for one in things
            ],
            "words": _("こわれていたら、読み取って教えてください。"),
            "empty": _("この館には、備品が登録されていません。"),
        }
    return paper("labels", told)


def _code(text: str) -> str:
    """Any text as an SVG."""
    out = BytesIO()
    segno.make(text, error="m", micro=False).save(out, kind="svg", border=0, xmldecl=False, dark=INK)
    return out.getvalue().decode()
