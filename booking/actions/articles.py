"""Articles for the children's special: sent under a pen name without an account, read, accepted or declined.

Whoever wrote holds a code, which is told once and kept as its hash; nothing else says who it was. The Act's
actor is None then, and no Act holds a word of theirs. `now` is an instant (seconds, UTC).
"""

from dataclasses import dataclass

from django.db import IntegrityError, transaction

from booking.actions.acts import log
from booking.actions.changes import Stale
from booking.actions.desk import must_answer_for
from booking.actions.texts import needed, needed_lines
from booking.labels.news import DECLINED
from booking.models import Article, Person
from booking.models.keys import fingerprint, first_code
from booking.queries.bookings import Absent
from booking.queries.news import article_by, article_of, editor, outlived
from booking.queries.people import today_here
from booking.rules.bands import BANDS
from booking.rules.news import WRITERS, ArticleState
from booking.rules.staff import Right
from facilities.models import Department

LONGEST_PEN_NAME, LONGEST_TITLE, LONGEST_TEXT, LONGEST_SAID = 30, 60, 1200, 200
AT_ONCE = 200  # of one sweep


class Settled(Exception):
    """It has been decided, or printed: whoever wrote changes it no more, the office decides no more."""


class NotCollected(Exception):
    """No department of the plan collects articles."""


class NoBand(ValueError):
    """None of the ages that there are."""


class NoReason(ValueError):
    """None of the canned reasons."""


@dataclass(frozen=True, slots=True)
class Written:
    """What somebody sends: under which name, what, and how old about, or ""."""

    pen_name: str
    title: str
    text: str
    band: str = ""


@transaction.atomic
def submit_article(*, written: Written, now: int, code: str = "") -> tuple[Article, str]:
    """Sent; the second is the code by which whoever wrote comes back to it, and which nobody is told again.
    `code` is one that a program has made to be able to repeat itself: what was
    sent under it is sent. Else it is drawn.

    NotCollected, NoBand; Missing and Unfit for `pen_name`, `title`, `text`. Inverse: `withdraw_article`.
    """
    found = editor()
    if found is None:
        raise NotCollected
    department, plan = found
    fields, code = _checked(written), code or first_code()
    sent = {"day": today_here(now), "state": ArticleState.SENT, "sent_at": now, **fields}
    try:
        with transaction.atomic():
            made = Article.objects.create(
                department=department, plan=plan, code_hash=fingerprint(code), **sent
            )
    except IntegrityError:
        # Only of a code that was not drawn: the same was sent at the same moment.
        return Article.objects.get(code_hash=fingerprint(code)), code
    _act(made, "submit_article", None, now)
    return made, code


@transaction.atomic
def change_article(*, code: str, written: Written, now: int) -> Article:
    """Other words, for what is not decided yet; what was asked about waits to be read again.

    Settled, Absent; NoBand, Missing, Unfit as before. Inverse: changing it back.
    """
    current = _own(code)
    if current.state not in WRITERS:
        raise Settled
    _set(current, **_checked(written), state=ArticleState.SENT, said="", sent_at=now)
    _act(current, "change_article", None, now)
    return current


@transaction.atomic
def withdraw_article(*, code: str, now: int) -> None:
    """It is gone, with its text, and was never submitted. Settled for one that is printed; Absent, also for
    one that is gone already. No inverse: nothing of it is left."""
    current = _own(code)
    if current.issue_id is not None:
        raise Settled
    _act(current, "withdraw_article", None, now)
    current.delete()


@transaction.atomic
def accept_article(*, department: Department, public_id: str, seen: int, actor: Person, now: int) -> Article:
    """The next special may print it. `seen` is the revision that was read: Stale. Absent, Settled. Inverse:
    `reopen_article`."""
    return _decide(department, public_id, seen, ArticleState.ACCEPTED, "", actor, now)


@transaction.atomic
def ask_writer(
    *, department: Department, public_id: str, seen: int, question: str, actor: Person, now: int
) -> Article:
    """Whoever wrote reads the question, and may change the text. Missing and Unfit for it; the rest as for
    `accept_article`."""
    said = needed_lines(question, "said", LONGEST_SAID)
    return _decide(department, public_id, seen, ArticleState.ASKED, said, actor, now)


@transaction.atomic
def decline_article(
    *, department: Department, public_id: str, seen: int, reason: str, actor: Person, now: int
) -> Article:
    """It is not printed; the canned `reason` says why. NoReason; the rest as for `accept_article`."""
    if reason not in DECLINED:
        raise NoReason(reason)
    return _decide(department, public_id, seen, ArticleState.DECLINED, reason, actor, now)


@transaction.atomic
def reopen_article(*, department: Department, public_id: str, actor: Person, now: int) -> Article:
    """It waits to be read again. Settled for one that is printed or erased, Absent. Inverse of a decision."""
    must_answer_for(actor, Right.PROGRAMMES, department.pk, now=now)
    current = _current(department, public_id)
    if current.issue_id is not None or current.erased_at is not None:
        raise Settled
    _set(current, state=ArticleState.SENT, said="", decided_at=None, decided_by=None)
    _act(current, "reopen_article", actor, now)
    return current


@transaction.atomic
def erase_articles(*, now: int) -> int:
    """Takes away the words of what no special has printed in its time, AT_ONCE at most; that they were
    submitted stays. How many it were. No verb: nobody's promise changes."""
    keys = list(outlived(today_here(now)).values_list("pk", flat=True)[:AT_ONCE])
    blank = {"pen_name": "", "title": "", "text": "", "said": "", "band": ""}
    return Article.objects.filter(pk__in=keys, issue=None).update(erased_at=now, **blank)


def _decide(
    department: Department, public_id: str, seen: int, state: ArticleState, said: str, actor: Person, now: int
) -> Article:
    must_answer_for(actor, Right.PROGRAMMES, department.pk, now=now)
    current = _current(department, public_id)
    if current.revision != seen:
        raise Stale(public_id)
    if current.issue_id is not None or current.erased_at is not None:
        raise Settled
    _set(current, state=state, said=said, decided_at=now, decided_by=actor)
    _act(current, f"{_VERBS[state]}", actor, now)
    return current


_VERBS = {
    ArticleState.ACCEPTED: "accept_article",
    ArticleState.ASKED: "ask_writer",
    ArticleState.DECLINED: "decline_article",
}


def _checked(written: Written) -> dict[str, str]:
    if written.band and written.band not in BANDS:
        raise NoBand(written.band)
    return {
        "pen_name": needed(written.pen_name, "pen_name", LONGEST_PEN_NAME),
        "title": needed(written.title, "title", LONGEST_TITLE),
        "text": needed_lines(written.text, "text", LONGEST_TEXT),
        "band": written.band,
    }


def _own(code: str) -> Article:
    """Locked, by the code, however it is typed. Absent."""
    found = article_by(fingerprint(as_code(code)))
    if found is None or found.erased_at is not None:
        raise Absent
    return _current(found.department, found.public_id)


def as_code(typed: str) -> str:
    """A code as it was told: "ABCD efgh-jkmn" is "abcd-efgh-jkmn"."""
    letters = "".join(letter for letter in typed.lower() if letter.isalnum())[:40]
    return "-".join(letters[at : at + 4] for at in range(0, len(letters), 4))


def _current(department: Department, public_id: str) -> Article:
    found = article_of(department, public_id)
    locked = Article.objects.select_for_update(no_key=True).filter(pk=found.pk).first()
    if locked is None:
        raise Absent(public_id)
    return locked


def _set(article: Article, **fields: object) -> None:
    for name, value in {**fields, "revision": article.revision + 1}.items():
        setattr(article, name, value)
    article.save(update_fields=[*fields, "revision"])


def _act(article: Article, verb: str, actor: Person | None, now: int) -> None:
    log("article", article.public_id, verb, actor, now)
