"""What a browser prints, looked at as people do: how many sheets of which size, and the QR codes on them."""

from typing import NamedTuple

import pypdfium2  # type: ignore[import-untyped]
import zxingcpp

SHARP = 2  # pixels a point: a camera of a phone sees more of a poster


class Printed(NamedTuple):
    """The sheets of a PDF as (width, height) in whole millimetres, and what its QR codes say."""

    sheets: list[tuple[int, int]]
    codes: list[str]


def printed(pdf: bytes) -> Printed:
    pages = list(pypdfium2.PdfDocument(pdf))
    sizes = [(round(page.get_width() / 72 * 25.4), round(page.get_height() / 72 * 25.4)) for page in pages]
    return Printed(sizes, [text for page in pages for text in _codes(page)])


def _codes(page: pypdfium2.PdfPage) -> list[str]:
    picture = page.render(scale=SHARP, grayscale=True)
    grey = memoryview(picture.buffer).cast("B")[: picture.stride * picture.height]
    found = zxingcpp.read_barcodes(grey.cast("B", shape=[picture.height, picture.stride]))
    return [one.text for one in found]
