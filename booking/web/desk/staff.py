"""職員: who serves at a hall, as what, until when; posts are given, changed, renewed and ended."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from booking.actions.posts import (
    HasPost,
    LastManager,
    NotYet,
    OwnPost,
    change_role,
    end_post,
    find_for_post,
    give_post,
    renew_posts,
)
from booking.actions.second_factors import reset_second_factor
from booking.labels import post_does, post_words
from booking.models import Post
from booking.queries.bookings import Absent
from booking.queries.posts import posts_at, posts_of_department
from booking.queries.second_factors import equipped
from booking.rules.staff import Right, Role, post_until, renewed_until
from booking.web.desk.door import Desk, at_desk, show
from booking.web.desk.posts_said import post_said


@at_desk(Right.STAFF)
@require_safe
def staff(request: HttpRequest, desk: Desk) -> HttpResponse:
    return _page(request, desk)


@at_desk(Right.STAFF)
@require_POST
def finding(request: HttpRequest, desk: Desk) -> HttpResponse:
    """Whose card it is, before anybody is given a post."""
    card = request.POST.get("card", "").strip()
    found = find_for_post(hall=desk.hall, card=card[:20], actor=desk.person, now=desk.now)
    if found is None:
        said = _(
            "この番号のカードは見つかりません。番号をたしかめてください。カードがない人には、先にカードを作ります。"
        )
        return _page(request, desk, mistake=said, status=422, card=card[:20])
    return _page(request, desk, found=found, card=found.card_number)


@at_desk(Right.STAFF)
@require_POST
def giving(request: HttpRequest, desk: Desk) -> HttpResponse:
    card, role = request.POST.get("card", ""), _role(request)
    found = find_for_post(hall=desk.hall, card=card[:20], actor=desk.person, now=desk.now)
    if found is None or role is None:
        said = _("カードの番号と、何をする人かを、もう一度えらんでください。")
        return _page(request, desk, mistake=said, status=422, found=found, card=card[:20])
    try:
        give_post(hall=desk.hall, person=found, role=role, actor=desk.person, now=desk.now)
    except (OwnPost, HasPost) as why:
        return _page(request, desk, mistake=post_said(why), status=409)
    return redirect("desk-staff", desk.hall.slug)


@at_desk(Right.STAFF)
@require_POST
def renewing(request: HttpRequest, desk: Desk) -> HttpResponse:
    chosen = {int(key) for key in request.POST.getlist("post") if _is_key(key)}
    try:
        renew_posts(hall=desk.hall, posts=chosen, actor=desk.person, now=desk.now)
    except NotYet as why:
        return _page(request, desk, mistake=post_said(why), status=409)
    return redirect("desk-staff", desk.hall.slug)


@at_desk(Right.STAFF)
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, desk: Desk, post: int) -> HttpResponse:
    """GET: what can be done with a post. POST: `do` is change (to `role`), end, or reset (the factor)."""
    found = posts_at(desk.hall, desk.now).filter(pk=post).first()
    if found is None:
        raise Http404
    if request.method != "POST":
        return _page(request, desk, chosen=found)
    try:
        _do(request, desk, found)
    except Absent as absent:
        raise Http404 from absent
    except (OwnPost, LastManager) as why:
        return _page(request, desk, mistake=post_said(why), status=409, chosen=found)
    # Whoever has ended or changed their own post may have no right to this page any more.
    if found.person_id == desk.person.pk:
        return redirect("desks")
    return redirect("desk-staff", desk.hall.slug)


def _do(request: HttpRequest, desk: Desk, found: Post) -> None:
    match request.POST.get("do"), _role(request):
        case "change", Role() as role:
            change_role(post=found, role=role, actor=desk.person, now=desk.now)
        case "end", _:
            end_post(post=found, actor=desk.person, now=desk.now)
        case "reset", _:
            reset_second_factor(post=found, actor=desk.person, now=desk.now)


def _page(request: HttpRequest, desk: Desk, status: int = 200, **told: Any) -> HttpResponse:
    posts, sent = list(posts_at(desk.hall, desk.now)), list(posts_of_department(desk.hall, desk.now))
    renewed = renewed_until(desk.today)
    told = {
        **told,
        "rows": _rows(posts, desk),
        "sent": _rows(sent, desk),
        "roles": [(role.value, post_words(role), post_does(role)) for role in Role if role != Role.OFFICE],
        "until": post_until(desk.today),
        "today": desk.today,
        "renewed": renewed,
        "to_renew": [
            post
            for post in posts
            if renewed and post.person_id != desk.person.pk and (post.until is None or post.until < renewed)
        ],
    }
    return show(request, desk, "booking/desk/staff.html", "desk-staff", status, **told)


def _rows(posts: list[Post], desk: Desk) -> list[dict[str, Any]]:
    """Each with its words, whether a second factor is set up, and whether it is one's own. One query."""
    ready = equipped([post.person_id for post in posts])
    return [
        {
            "post": post,
            "name": post.person.name or str(post.person),
            "role": post_words(post.role),
            "ready": post.person_id in ready,
            "own": post.person_id == desk.person.pk,
        }
        for post in posts
    ]


def _role(request: HttpRequest) -> Role | None:
    """The role that a form names; a department's people are no hall's to choose."""
    given = request.POST.get("role", "")
    return Role(given) if given in set(Role) - {Role.OFFICE} else None


def _is_key(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 19
