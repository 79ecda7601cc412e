"""A real browser for journeys: Chromium at the size of a phone, on pages that ask nobody else for anything.

`python -m tests.browser` gets what is missing: the system's Chromium if found, else Debian's (as
root), else Playwright's own download; and a Japanese font, without which pages are boxes.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    Route,
    expect,
    sync_playwright,
)

FLAGS = [
    "--disable-dev-shm-usage",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
PHONE = {"width": 390, "height": 844}
HERE = {"127.0.0.1", "localhost"}
PATIENCE = 15_000  # milliseconds for a page, on a machine that does much else
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include><dir>{fonts}</dir><cachedir>{cache}</cachedir>
</fontconfig>"""
FONT_LOCK = Path(__file__).parent.parent / "config" / "requirements" / "fonts.txt"

expect.set_options(timeout=PATIENCE)


def system_chromium() -> str | None:
    return shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


def carried_fonts() -> Path | None:
    """The folder of the font from PyPI, if it is installed."""
    package = find_spec("matplotlib_fontja")
    return Path(package.origin).parent / "fonts" if package and package.origin else None


def system_speaks_japanese() -> bool:
    if not shutil.which("fc-list"):
        return False
    return bool(subprocess.run(["fc-list", ":lang=ja"], capture_output=True, check=False).stdout.strip())


def get_what_is_missing() -> None:
    """Installs a browser and a font where there is none. CalledProcessError if they cannot be had."""
    if not system_chromium():
        _install_chromium()
    if not system_speaks_japanese() and not carried_fonts():
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
        subprocess.run([*pip, "--requirement", str(FONT_LOCK)], check=True)


def _install_chromium() -> None:
    if os.geteuid() == 0 and shutil.which("apt-get"):
        quiet = {"check": True, "env": os.environ | {"DEBIAN_FRONTEND": "noninteractive"}}
        subprocess.run(["apt-get", "update", "-qq"], **quiet)
        packages = ["chromium", "fonts-noto-cjk", "fontconfig"]
        subprocess.run(["apt-get", "install", "-qq", "--no-install-recommends", *packages], **quiet)
    else:
        subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=True)


@pytest.fixture(scope="session")
def fonts() -> Iterator[dict[str, str]]:
    """The environment in which a browser finds a Japanese font."""
    folder = None if system_speaks_japanese() else carried_fonts()
    with TemporaryDirectory(prefix="madoakari-fonts-") as cache:
        if folder is None:
            yield {}
            return
        settings = Path(cache) / "fonts.conf"
        settings.write_text(FONTS.format(fonts=folder, cache=cache))
        yield {"FONTCONFIG_FILE": str(settings)}


# No longer than a module: Django refuses the database in a thread in which Playwright is at work.
@pytest.fixture(scope="module")
def browser(fonts: dict[str, str]) -> Iterator[Browser]:
    # Chromium's sandbox refuses to run as root.
    flags = [*FLAGS, *(["--no-sandbox"] if os.geteuid() == 0 else [])]
    with sync_playwright() as playwright:
        environment: dict[str, Any] = {**os.environ, **fonts}
        running = playwright.chromium.launch(executable_path=system_chromium(), args=flags, env=environment)
        yield running
        running.close()


class Guarded:
    """Pages of one test, and what they did that no page may do."""

    def __init__(self, browser: Browser) -> None:
        self.browser = browser
        self.contexts: list[BrowserContext] = []
        self.faults: list[str] = []

    def open(self, url: str, *, javascript: bool = True, **options: Any) -> Page:
        """A page at `url`, in a browser that nobody used before. `options` are Playwright's of a context."""
        telephone = {"viewport": PHONE, "is_mobile": True, "has_touch": True, "locale": "ja-JP"}
        context = self.browser.new_context(
            **{**telephone, "java_script_enabled": javascript, "timezone_id": "Asia/Tokyo", **options}
        )
        self.contexts.append(context)
        context.set_default_timeout(PATIENCE)
        context.route("**/*", self._stay_here)
        context.on("console", self._console)
        context.on("weberror", lambda error: self.faults.append(f"script: {error.error}"))
        page = context.new_page()
        page.goto(url)
        return page

    def close(self) -> None:
        for context in self.contexts:
            context.close()

    def _stay_here(self, route: Route, request: Request) -> None:
        if urlsplit(request.url).hostname in HERE:
            route.continue_()
        else:
            self.faults.append(f"request to elsewhere: {request.url}")
            route.abort()

    def _console(self, message: ConsoleMessage) -> None:
        # A page or fragment that answers "no" is in order, and tested by what it says; a missing file is not.
        # A journey that starts the service again may cut off a file that was on its way.
        answered = "responded with a status" in message.text
        refusal = "Failed to load resource" in message.text
        missing = answered and "/static/" in message.location["url"]
        if message.type == "error" and (missing or not refusal):
            self.faults.append(f"console: {message.text} ({message.location['url']})")


@pytest.fixture
def guarded(browser: Browser) -> Iterator[Guarded]:
    pages = Guarded(browser)
    yield pages
    pages.close()
    # Said in the message: assertions of this module are not rewritten.
    assert pages.faults == [], "\n".join(pages.faults)


@pytest.fixture
def open_page(guarded: Guarded) -> Callable[..., Page]:
    """`open_page(url, javascript=False)`; a request to elsewhere or a console error fails the test."""
    return guarded.open


if __name__ == "__main__":
    try:
        get_what_is_missing()
    except subprocess.CalledProcessError as error:
        sys.exit(f"A browser with a Japanese font is missing and could not be had: {error}")
    print(f"Browser: {system_chromium() or 'of Playwright'}")
