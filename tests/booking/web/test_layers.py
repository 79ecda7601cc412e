"""A page parses, makes one call and renders: it asks no table by itself."""

from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
EDGES = sorted(
    str(file.relative_to(ROOT))
    for app in ("booking", "facilities")
    for file in (ROOT / app / "web").rglob("*.py")
)


@pytest.mark.parametrize("page", EDGES)
def test_no_page_asks_the_tables_by_itself(page: str) -> None:
    text = (ROOT / page).read_text()
    assert ".objects." not in text
    assert "get_object_or_404" not in text
