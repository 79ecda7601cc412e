"""The browser of the journeys is real, speaks Japanese, and notices what no page may do."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from playwright.sync_api import Browser

from tests.browser import Guarded

pytestmark = pytest.mark.timeout(120)

PAGE = """<!doctype html><html lang="ja"><meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<link rel="icon" href="data:,"><body>{body}</body></html>"""
SIGNS = """() => {
  const measure = document.createElement('canvas').getContext('2d');
  measure.font = '40px sans-serif';
  return ['窓', '灯', '予'].map((sign) => {
    measure.canvas.width = measure.canvas.height = 50;
    measure.font = '40px sans-serif';
    measure.fillText(sign, 0, 40);
    return measure.getImageData(0, 0, 50, 50).data.join();
  });
}"""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """A site on this machine whose pages are the files of `tmp_path`."""
    handler = partial(Quiet, directory=str(tmp_path))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *args: object) -> None:
        """Says nothing of each request."""


def faults(browser: Browser, site: str, tmp_path: Path, body: str) -> list[str]:
    (tmp_path / "page.html").write_text(PAGE.format(body=body))
    pages = Guarded(browser)
    page = pages.open(f"{site}/page.html")
    page.wait_for_load_state("networkidle")
    pages.close()
    return pages.faults


def test_a_page_that_keeps_to_itself_has_no_faults(browser: Browser, site: str, tmp_path: Path) -> None:
    assert faults(browser, site, tmp_path, "<p>まどあかり</p>") == []


def test_a_request_to_elsewhere_is_noticed_and_never_made(
    browser: Browser, site: str, tmp_path: Path
) -> None:
    found = faults(browser, site, tmp_path, '<img src="http://elsewhere.example/pixel.png" alt="">')
    assert found[0] == "request to elsewhere: http://elsewhere.example/pixel.png"


def test_a_script_that_fails_is_noticed(browser: Browser, site: str, tmp_path: Path) -> None:
    assert "nothing" in faults(browser, site, tmp_path, "<script>nothing.there()</script>")[0]


def test_a_style_or_script_of_ours_that_is_missing_is_noticed(
    browser: Browser, site: str, tmp_path: Path
) -> None:
    found = faults(browser, site, tmp_path, '<script src="/static/gone.js"></script>')
    assert "/static/gone.js" in found[0]


def test_it_is_a_phone_that_reads_japanese(guarded: Guarded, site: str, tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(PAGE.format(body="<p>窓</p>"))
    page = guarded.open(f"{site}/page.html")
    assert page.evaluate("[innerWidth, innerHeight, navigator.language]") == [390, 844, "ja-JP"]
    # Without a font every sign is the same box.
    assert len(set(page.evaluate(SIGNS))) == 3


def test_it_can_do_without_javascript(guarded: Guarded, site: str, tmp_path: Path) -> None:
    body = "<p>読めます</p><script>document.body.innerHTML = ''</script>"
    (tmp_path / "page.html").write_text(PAGE.format(body=body))
    page = guarded.open(f"{site}/page.html", javascript=False)
    assert page.get_by_text("読めます").is_visible()
