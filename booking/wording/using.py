"""What a room is for and how it is used, in sentences."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from booking.rules.clauses.closed_to import ClosedTo
from booking.rules.clauses.closes_early import ClosesEarly
from booking.rules.clauses.extension import Extension
from booking.rules.clauses.joined import Joined
from booking.rules.clauses.key import Key
from booking.rules.clauses.priority import Priority, Yields
from booking.rules.clauses.purpose import Purpose
from booking.rules.clauses.sound import Instruments, Quiet
from booking.rules.clauses.split import Split
from booking.rules.clauses.walk_in import WalkIn
from booking.rules.clauses.weather import Weather
from booking.wording.calendar import shifted_words
from booking.wording.moments import besides, since
from booking.wording.users import users_words
from booking.wording.vocabulary import Vocabulary, said
from facilities.labels import length_words, people_of, rule_time_words

MINUTE = 60
Lines = Iterator[str]


def closed_to(term: ClosedTo, at: Vocabulary) -> Lines:
    yield _("%(users)sは使えません。") % {"users": users_words(term.who, at)}
    if term.of == "each":
        yield _("ほかの人といっしょに来ても、同じです。")
    if term.shift:
        yield shifted_words(term.shift, at)
    if term.reason:
        yield _("わけは、%(why)sです。") % {"why": said(term.reason)}


def purpose(term: Purpose, at: Vocabulary) -> Lines:
    if term.only:
        yield _("使いみちは、%(purposes)sです。") % {"purposes": at.words(term.only)}
    if term.others == "ask":
        yield _("ほかの使いみちは、館に聞いてください。")
    if term.never:
        yield _("%(purposes)sには使えません。") % {"purposes": at.words(term.never)}


def instruments(term: Instruments, at: Vocabulary) -> Lines:
    if term.never:
        yield _("%(things)sは使えません。") % {"things": at.words(term.never)}
    elif term.only:
        yield _("使える楽器は、%(things)sです。") % {"things": at.words(term.only)}
    else:
        yield _("楽器は使えません。")


def quiet(term: Quiet, at: Vocabulary) -> Lines:
    yield _("大きな音を出せるのは、%(time)sまでです。") % {"time": rule_time_words(term.from_)}


def priority(term: Priority, at: Vocabulary) -> Lines:
    yield _("先に使えるのは、%(users)sです。") % {
        "users": _("、または").join(users_words(users, at) for users in term.first)
    }
    if term.others_from is None:
        yield _("ほかの人は、空いていれば使えます。")
    else:
        yield _("ほかの人は、%(since)s予約できます。") % {"since": since(term.others_from)}
        yield from besides(term.others_from)


def yields(term: Yields, at: Vocabulary) -> Lines:
    yield _("館の行事があるときは、行事が先です。")


def walk_in(term: WalkIn, at: Vocabulary) -> Lines:
    if term.ages is None:
        yield _("予約しなくても使えます。")
    else:
        yield _("%(people)sは、予約しなくても使えます。") % {"people": people_of(term.ages)}
        yield _("ほかの人は、予約してから来ます。")


def joined(term: Joined, at: Vocabulary) -> Lines:
    told = {"room": at.room(term.room), "parts": at.room_names(term.parts)}
    yield _("%(room)sは、%(parts)sをつなげた部屋です。") % told


def split(term: Split, at: Vocabulary) -> Lines:
    yield _("区切りの一部だけを予約できるのは、%(users)sです。") % {"users": users_words(term.may, at)}


def weather(term: Weather, at: Vocabulary) -> Lines:
    if term.warnings:
        yield _("%(warnings)sが出たときは、使えません。") % {"warnings": at.words(term.warnings)}
    else:
        yield _("警報が出たときは、使えません。")
    if not term.points:
        yield _("そのときは、点がつきません。")
    if term.refunds:
        yield _("そのときは、料金を返します。")


def closes_early(term: ClosesEarly, at: Vocabulary) -> Lines:
    yield _("%(time)sからの予約がない日は、%(time)sに閉まります。") % {"time": rule_time_words(term.to)}


def extension(term: Extension, at: Vocabulary) -> Lines:
    yield _("次の予約がなければ、時間をのばせます。")
    if term.minutes:
        yield _("%(length)sずつのばせます。") % {"length": length_words(term.minutes * MINUTE)}
    if term.most_minutes:
        yield _("のばせるのは、%(length)sまでです。") % {"length": length_words(term.most_minutes * MINUTE)}
    if term.needs_permission:
        yield _("のばす前に、館の人に聞いてください。")


def key(term: Key, at: Vocabulary) -> Lines:
    if term.from_minutes is None:
        pass
    elif term.from_minutes:
        yield _("使いはじめる%(length)s前から入れます。") % {
            "length": length_words(term.from_minutes * MINUTE)
        }
    else:
        yield _("使いはじめる時間から入れます。")
    if term.if_free:
        yield _("早く入れるのは、部屋が空いているときです。")
    if term.back_minutes:
        yield _("終わる%(length)s前までに、部屋を出ます。") % {
            "length": length_words(term.back_minutes * MINUTE)
        }
