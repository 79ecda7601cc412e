"""Those who serve at a hall: their posts end with the fiscal year, unless they are renewed."""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from booking.models import Post
from booking.notices.telling import Letter, Words, sentences, tell_all
from booking.queries.posts import staff_of
from booking.rules.staff import Right
from facilities.labels import day_words
from facilities.models import Facility


def posts_end(posts: Iterable[Post], now: int) -> None:
    """To everybody whose post ends, and, once for each hall, to whoever says who serves there."""
    posts = list(posts)
    letters = [Letter([post.person], "post", _of_ones_own(post)) for post in posts]
    # One post of each hall stands for all: on the page that the letter leads to they are renewed together.
    halls = {post.facility: post for post in posts if post.facility is not None}
    for hall, post in halls.items():
        letters.append(Letter(staff_of(hall, Right.STAFF, now), "post", _of_a_hall(hall, post)))
    tell_all(letters, now)


def _of_ones_own(post: Post) -> Words:
    def words() -> tuple[str, str]:
        place = post.facility or post.department
        told = {"place": place.name if place else "", "day": day_words(post.until) if post.until else ""}
        body = _("%(place)sの持ち場は、%(day)sまでです。続けるときは、館の責任者が更新します。") % told
        return _("持ち場は年度の終わりまでです"), sentences(body)

    return words


def _of_a_hall(hall: Facility, post: Post) -> Words:
    def words() -> tuple[str, str]:
        told = {"hall": hall.name, "day": day_words(post.until) if post.until else ""}
        lines = [
            _("%(hall)sに、%(day)sで終わる持ち場があります。") % told,
            _("「職員」のページで、次の年度も続ける人を、まとめて更新できます。"),
            _("更新しない人は、その次の日から職員のページに入れません。"),
        ]
        return _("職員の持ち場を更新できます"), sentences(*lines)

    return words
