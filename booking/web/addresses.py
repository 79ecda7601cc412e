"""The address of a feed in the forms in which a device takes it; a private one is told once, kept nowhere."""

from dataclasses import dataclass

import segno
from django.http import HttpRequest
from django.utils.safestring import SafeString, mark_safe


@dataclass(frozen=True, slots=True)
class Address:
    """`webcal` opens a phone's own sheet, `https` is pasted where a calendar asks for it."""

    webcal: str
    https: str

    @property
    def qr(self) -> SafeString:
        """The webcal address as an inline SVG without styles."""
        return qr_code(self.webcal)


def qr_code(text: str) -> SafeString:
    """Any text as an inline SVG without styles."""
    code = segno.make(text, error="m", micro=False)
    return mark_safe(  # noqa: S308  segno writes nothing into it but a path
        code.svg_inline(border=0, omitsize=True, svgclass=None, lineclass=None, dark="#1b2749")
    )


def address(request: HttpRequest, path: str) -> Address:
    """Of the feed at a path of this service."""
    return Address(f"webcal://{request.get_host()}{path}", request.build_absolute_uri(path))
