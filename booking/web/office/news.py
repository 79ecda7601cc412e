"""広報: a department's issues of the newsletter. Looked at before they are made, pasted, withdrawn; with what
was announced before marked."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from booking.actions import news as verbs
from booking.labels.news import issue_words, kind_words
from booking.models import NewsIssue
from booking.queries.announcing import announced_in, told_before
from booking.queries.news import articles_of, issue_of, issues_of, next_number, printable
from booking.queries.plans import the_plan
from booking.queries.posts import departments_with
from booking.rules.indicators import Kind
from booking.rules.news import SPAN, IssueKind, row_of
from booking.rules.staff import Right
from booking.web.consents import Mistake
from booking.web.issue_lines import AUDIENCES, lines_of, parts_for, pasted, table
from booking.web.news import frame
from booking.web.office.copies import answered, csv_copy
from booking.web.office.door import Bureau, Office, at_department, at_office
from booking.web.saying import said, say
from booking.web.written_numbers import whole
from facilities.labels import long_date

HALF_A_MONTH = timedelta(days=14)
MOST = 48


@at_office(Right.PROGRAMMES)
@require_safe
def departments(request: HttpRequest, office: Office) -> HttpResponse:
    """On to the department that makes the newsletter, for whoever answers for it."""
    plan = the_plan()
    for one in departments_with(office.person, Right.PROGRAMMES, office.now):
        if row_of(plan, Kind.ISSUE, one.slug):
            return redirect("office-news", one.slug)
    raise Http404


@at_department(Right.PROGRAMMES)
@require_safe
def news(request: HttpRequest, bureau: Bureau) -> HttpResponse:
    issues = [
        (one, issue_words(one.kind, one.number), long_date(one.day))
        for one in issues_of(bureau.department)[:MOST]
    ]
    told = {
        "department": bureau.department,
        "issues": issues,
        "makes": row_of(the_plan(), Kind.ISSUE, bureau.department.slug) is not None,
        "waiting": articles_of(bureau.department).filter(state="sent").count(),
        "said": said(request),
    }
    return render(request, "booking/office/news.html", told)


@dataclass(frozen=True, slots=True)
class Typed:
    """The form as it stands."""

    kind: IssueKind
    number: int
    day: date
    first: date
    last: date


@at_department(Right.PROGRAMMES)
@require_http_methods(["GET", "HEAD", "POST"])
def making(request: HttpRequest, bureau: Bureau) -> HttpResponse:
    """GET shows what the issue would say, of the days in the address; POST makes it just so."""
    asked = request.POST if request.method == "POST" else request.GET
    typed, errors = _typed(asked, bureau)
    if request.method != "POST" or errors:
        return _draft(request, bureau, typed, errors, 422 if errors else 200)
    chosen = request.POST.getlist("article") if typed.kind is IssueKind.SPECIAL else []
    draft = verbs.Draft(
        typed.kind, typed.number, typed.day, typed.first, typed.last, _lines(typed, bureau, chosen), chosen
    )
    try:
        made = verbs.make_issue(
            department=bureau.department, draft=draft, actor=bureau.person, now=bureau.now
        )
    except (verbs.NotThen, verbs.NoRow, verbs.SameNumber) as why:
        return _draft(request, bureau, typed, [_mistake(why)], 422)
    say(request, _("号を決めました。下の文を写して使えます。"))
    return redirect("office-issue", bureau.department.slug, made.public_id)


@at_department(Right.PROGRAMMES)
@require_safe
def issue(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    """The issue to paste; `as=csv` as a file."""
    found = issue_of(bureau.department, public_id)
    if request.GET.get("as"):
        return answered(request, [_copy(found)])
    told = {
        "department": bureau.department,
        **frame(found),
        "texts": [(whom, _whom(whom), _text(found, whom)) for whom in AUDIENCES],
        "copy": _copy(found),
        "out": found.day <= bureau.today,
        "said": said(request),
    }
    return render(request, "booking/office/issue.html", told)


@at_department(Right.PROGRAMMES)
@require_POST
def withdrawing(request: HttpRequest, bureau: Bureau, public_id: str) -> HttpResponse:
    verbs.withdraw_issue(
        department=bureau.department, public_id=public_id, actor=bureau.person, now=bureau.now
    )
    say(request, _("号を取り消しました。お知らせしたことには、なりません。"))
    return redirect("office-news", bureau.department.slug)


def _text(found: NewsIssue, whom: str) -> str:
    span = _("%(first)sから%(last)sまで") % {"first": long_date(found.first), "last": long_date(found.last)}
    return pasted(issue_words(found.kind, found.number), span, found.lines, whom)


def _whom(whom: str) -> str:
    return _("子ども向け") if whom == "children" else _("おとな向け")


def _copy(found: NewsIssue) -> Any:
    return csv_copy(_("CSV"), {}, f"news-{found.kind}-{found.number}", table(found.lines))


def _lines(typed: Typed, bureau: Bureau, chosen: list[str]) -> list[dict[str, Any]]:
    items = announced_in(typed.first, typed.last, ZoneInfo(settings.TIME_ZONE))
    articles = printable(bureau.department).filter(public_id__in=chosen)
    return lines_of(items, articles, typed.day, told_before(typed.day))


def _draft(
    request: HttpRequest, bureau: Bureau, typed: Typed, errors: list[Mistake], status: int = 200
) -> HttpResponse:
    special = typed.kind is IssueKind.SPECIAL
    chosen = request.POST.getlist("article")
    lines = [] if errors and errors[0]["field"] == "first" else _lines(typed, bureau, chosen)
    told = {
        "department": bureau.department,
        "typed": typed,
        "kinds": [(one.value, kind_words(one)) for one in IssueKind],
        "errors": errors,
        "whoms": [(whom, _whom(whom), parts_for(lines, whom)) for whom in AUDIENCES],
        "articles": [(one, one.public_id in chosen) for one in printable(bureau.department)]
        if special
        else [],
        "special": special,
    }
    return render(request, "booking/office/issue_new.html", told, status=status)


def _typed(asked: Any, bureau: Bureau) -> tuple[Typed, list[Mistake]]:
    """What was asked for; what was not is the next number, from today for half a month."""
    kind = IssueKind(asked["kind"]) if asked.get("kind") in set(IssueKind) else IssueKind.NEWSLETTER
    chosen, day = whole(asked.get("number", ""), 4), _day(asked.get("day"), bureau.today)
    first = _day(asked.get("first"), day)
    last = _day(asked.get("last"), first + HALF_A_MONTH)
    following = next_number(bureau.department, kind)
    typed = Typed(
        kind,
        following if chosen is None else chosen,
        day,
        first,
        last,
    )
    if not first <= last <= first + SPAN or abs((first - bureau.today).days) > 400:
        words = _("お知らせの日は、始まりから%(days)d日までにしてください。") % {"days": SPAN.days}
        return Typed(kind, typed.number, day, first, first), [Mistake(field="first", words=words)]
    return typed, []


def _day(text: str | None, otherwise: date) -> date:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return otherwise


def _mistake(why: Exception) -> Mistake:
    if isinstance(why, verbs.SameNumber):
        return Mistake(field="number", words=_("この番号の号は、もうあります。ほかの番号にしてください。"))
    if isinstance(why, verbs.NoRow):
        return Mistake(field="kind", words=_("計画のこの課の行に、号で数えるものがありません。"))
    return Mistake(
        field="number", words=_("番号は、1から%(most)dまでにしてください。") % {"most": verbs.MOST_NUMBER}
    )
