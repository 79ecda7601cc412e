"""A short text in both languages, as rulebooks write it."""

from typing import Annotated

from pydantic import BaseModel, ConfigDict, StringConstraints

Line = Annotated[str, StringConstraints(strip_whitespace=True, max_length=500)]


class Words(BaseModel):
    """Written `{ ja = "点検のため", en = "inspection" }`; Japanese is never left out."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    ja: Annotated[Line, StringConstraints(min_length=1)]
    """In Japanese."""
    en: Line = ""
    """In English."""
