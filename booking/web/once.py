"""A page that tells something once: a link, an address, a number of which only a fingerprint is kept.

It is the answer to a form, and cannot be asked for again. So the switches of language and light, which lead
to another page, say first what one would lose. To keep it for that other page, it would have to stand in a
session or in an address, where what opens something does not belong.
"""

from typing import Any


def shown_once(here: str) -> dict[str, Any]:
    """For the template; `here` is the page, without what was told, to which the switches lead."""
    return {"once": True, "here": here}
