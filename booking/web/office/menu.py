"""The one menu of the offices' pages: a rail of subjects, and the pages of the subject that is open."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from booking.models import Person
from booking.queries.plans import the_plan
from booking.queries.posts import may_anywhere, offices_of
from booking.rules.indicators import Kind
from booking.rules.news import row_of
from booking.rules.plans import Plan
from booking.rules.staff import Right
from facilities.models import Department


@dataclass(frozen=True, slots=True)
class Page:
    """An entry of the menu: how its address is called, its word, and how the addresses that lie under it
    begin. `ours` says whose it is: a page of one department, else of the whole city."""

    name: str
    words: Callable[[], str]
    under: tuple[str, ...]
    right: Right = Right.PROGRAMMES
    ours: bool = True
    for_news: bool = False


@dataclass(frozen=True, slots=True)
class Subject:
    """What stands in the rail: it opens the first of its pages that somebody may see."""

    icon: str
    words: Callable[[], str]
    pages: tuple[Page, ...]


FIGURES = Right.FIGURES
SUBJECTS = (
    Subject(
        "chart",
        lambda: pgettext("メニュー", "計画と数字"),
        (
            Page(
                "office-figures", lambda: pgettext("ページ", "実績"), ("office-figures",), FIGURES, ours=False
            ),
            Page("office", lambda: _("計画の表"), ("office-plan", "office-evidence"), FIGURES, ours=False),
            Page(
                "office-year-pick",
                lambda: _("課の年度"),
                ("office-year", "office-words", "office-aim"),
                FIGURES,
            ),
        ),
    ),
    Subject(
        "cal",
        lambda: pgettext("メニュー", "行事と活動"),
        (
            Page(
                "office-days", lambda: pgettext("ページ", "活動日の報告"), ("office-day", "office-activity")
            ),
            Page("office-reporters", lambda: _("たのむ先と返事"), ("office-reporter",)),
            Page("office-committees", lambda: _("子ども会議"), ("office-committee",)),
            Page("office-meetings", lambda: pgettext("メニュー", "会議"), ("office-meeting",)),
            Page(
                "office-lectures",
                lambda: pgettext("ページ", "出前講座"),
                ("office-lecture", "office-catalogue"),
            ),
        ),
    ),
    Subject(
        "people",
        lambda: pgettext("メニュー", "人と団体"),
        (
            Page("office-talents", lambda: _("地域人材リスト"), ("office-talent",)),
            Page("office-introductions", lambda: pgettext("人材", "紹介"), ("office-introduction",)),
            Page("office-supported", lambda: _("支援する地域のグループ"), ("office-supported",)),
            Page("office-grants", lambda: _("補助金"), ("office-grant",)),
            Page("office-network", lambda: _("相談先"), ("office-network",)),
        ),
    ),
    Subject(
        "bell",
        lambda: pgettext("メニュー", "お知らせ"),
        (
            Page("office-news", lambda: _("広報の号"), ("office-news", "office-issue"), for_news=True),
            Page("office-articles", lambda: _("届いた記事"), ("office-article",), for_news=True),
        ),
    ),
)


class Menu:
    """The menu for somebody at an instant (seconds, UTC) on the page of this name, which may be one of a
    `department`. Three queries at most."""

    def __init__(self, person: Person, department: Department | None, here: str, now: int) -> None:
        self._person, self._department, self._now = person, department, now
        self._current = page_of(here)
        self._rights = offices_of(person, now)

    @cached_property
    def rail(self) -> list[dict[str, Any]]:
        """The subjects of which somebody may see a page."""
        shown = [(one, self._shown(one)) for one in SUBJECTS]
        return [
            {"icon": one.icon, "words": one.words(), "href": pages[0]["href"], "current": self._is_open(one)}
            for one, pages in shown
            if pages
        ]

    @cached_property
    def pages(self) -> list[dict[str, Any]]:
        """Those of the subject that is open."""
        return [page for one in SUBJECTS if self._is_open(one) for page in self._shown(one)]

    @cached_property
    def departments(self) -> list[dict[str, Any]]:
        """The same page of each department, where there are several to choose among."""
        page = self._current
        if page is None or not page.ours or self._department is None:
            return []
        places = [one for one in self._rights if self._may(page, one)]
        if len(places) < 2:
            return []
        return [
            {"of": one, "href": reverse(page.name, args=[one.slug]), "current": one == self._department}
            for one in places
        ]

    def _is_open(self, subject: Subject) -> bool:
        return self._current in subject.pages

    def _shown(self, subject: Subject) -> list[dict[str, Any]]:
        return [
            {"words": page.words(), "href": href, "current": page == self._current}
            for page in subject.pages
            if (href := self._address(page))
        ]

    def _address(self, page: Page) -> str:
        """ "" where somebody may not see it."""
        if not page.ours:
            return reverse(page.name) if self._sees_figures else ""
        places = [one for one in self._rights if self._may(page, one)]
        if not places:
            return ""
        place = self._department if self._department in places else places[0]
        return reverse(page.name, args=[place.slug])

    def _may(self, page: Page, department: Department) -> bool:
        makes = not page.for_news or bool(row_of(self._plan, Kind.ISSUE, department.slug))
        return page.right in self._rights[department] and makes

    @cached_property
    def _sees_figures(self) -> bool:
        at_offices = any(Right.FIGURES in rights for rights in self._rights.values())
        return at_offices or may_anywhere(self._person, Right.FIGURES, self._now)

    @cached_property
    def _plan(self) -> Plan | None:
        return the_plan()


def page_of(name: str) -> Page | None:
    """The entry under which an address lies, by its name; None for one that lies under none."""
    pages = (page for subject in SUBJECTS for page in subject.pages)
    return next((one for one in pages if name == one.name or name.startswith(one.under)), None)
