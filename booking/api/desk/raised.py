"""What the verbs of the desk raise, by the code of the problem that is answered; each with the pages' own
sentence."""

from collections.abc import Callable
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils.translation import gettext as _

from booking.actions import (
    committees,
    courses,
    entries,
    group_registrations,
    handover,
    kiosks,
    meetings,
    money,
    no_show,
    outside,
    posts,
    programmes,
    reductions,
    registrations,
    requests,
    rule_drafts,
    signup_returns,
    signup_terms,
    suggestions,
    undo,
)
from booking.actions.displacements import Unseen
from booking.actions.occurrences import Untimely
from booking.actions.texts import Missing
from booking.labels.programmes import sealed_places_words
from booking.labels.visits import not_now_words
from booking.rules.particulars import MOST_DAYS, NotKept
from booking.rules.rounds import RoundUnfit
from booking.rules.signup_windows import WindowUnfit
from booking.wording.rounds import unfit_round_words
from facilities.labels import time_words

Sentence = Callable[[Any], str]

STATES: tuple[tuple[type[Exception], str, Sentence], ...] = (
    (
        Unseen,
        "unseen",
        lambda _e: _("そのあいだに、予約が変わりました。もう一度たしかめてください。"),
    ),
    (
        no_show.NotYet,
        "not_yet",
        lambda e: _("%(until)sまでは、来るのを待ちます。") % {"until": _time(e.until)},
    ),
    (handover.NotNow, "untimely", lambda e: not_now_words(e.has_come)),
    (
        programmes.SignedUp,
        "too_late",
        lambda _e: _("もう申しこんだ人がいます。やめるときは、行事を中止にしてください。"),
    ),
    (
        signup_returns.Gone,
        "too_late",
        lambda _e: _("もうもとにはもどせません。席が次の人のものになったか、10分がすぎました。"),
    ),
    (
        signup_terms.Settled,
        "too_late",
        lambda _e: _(
            "もう申しこんだ人がいるので、決め方は変えられません。しめきったあとは、日時も変えられません。"
        ),
    ),
    (committees.Elsewhere, "overtaken", lambda _e: _("このグループは、ほかの館か課の子ども会議です。")),
    (
        suggestions.TooManyWaiting,
        "too_many",
        lambda _e: _("この館に、返事を待つものが10あります。返事を待ってください。"),
    ),
    (programmes.TooEarly, "not_yet", lambda _e: _("人数は、始まってから入れられます。")),
    (programmes.Sealed, "too_late", lambda _e: sealed_places_words()),
    (courses.NotYet, "not_yet", lambda _e: _("受けた日は、きょうまでの日にしてください。")),
    (
        entries.Sealed,
        "too_late",
        lambda _e: _(
            "この申しこみは、しめきった一覧にもうのっています。指紋を公表したので、変えられません。"
        ),
    ),
    (
        rule_drafts.Elsewhere,
        "of_others",
        lambda _e: _(
            "この下書きは、ほかの館のきまりも変えます。その館でまかされている人といっしょに決めてください。"
        ),
    ),
    (
        rule_drafts.Stands,
        "too_late",
        lambda _e: _("この版は取り下げられません。もう使われているか、この版で予約が動いています。"),
    ),
    (
        outside.Overtaken,
        "overtaken",
        lambda _e: _("そのあいだに、このカレンダーが変わりました。もう一度 read に送ってください。"),
    ),
    (undo.TooLate, "too_late", lambda _e: _("もどせるのは、1日(24時間)のあいだです。")),
    (undo.NoInverse, "no_inverse", lambda _e: _("この操作は、ここからはもどせません。")),
    (
        undo.Overtaken,
        "overtaken",
        lambda e: (
            _("もう、もとにもどしてあります。") if e.undone else _("そのあとで、ほかの人が変えています。")
        ),
    ),
    (
        posts.OwnPost,
        "no_inverse",
        lambda _e: _(
            "自分の持ち場や鍵は、自分では変えられません。ほかの責任者か、担当の課にたのんでください。"
        ),
    ),
    (
        posts.LastManager,
        "no_inverse",
        lambda _e: _("最後の責任者です。先に、ほかの人を館の責任者にしてください。"),
    ),
    (
        posts.HasPost,
        "overtaken",
        lambda _e: _("この人は、もうこの館で働いています。持ち場を変えるときは、名前をえらんでください。"),
    ),
    (posts.NotYet, "untimely", lambda _e: _("次の年度の更新は、2月からできます。")),
    (
        kiosks.NameTaken,
        "name_taken",
        lambda _e: _(
            "この部屋には、同じ呼び名の画面がもうあります。別の呼び名にするか、前の画面を止めてください。"
        ),
    ),
    (
        reductions.TooLate,
        "too_late",
        lambda _e: _("もう、もどせません。決めなおすときは、新しく決めてください。"),
    ),
    (
        money.TooLate,
        "too_late",
        lambda _e: _("この記録は、もう取り消せません。まちがいは、受け取りか返金の記録で直してください。"),
    ),
    (
        money.GivenBack,
        "untimely",
        lambda _e: _("先に、返金の記録を取り消してください。返した分が、受け取った分をこえてしまいます。"),
    ),
    *(
        (answered, "too_late", lambda _e: _("ほかの職員が、先に返事をしています。今のようすを見てください。"))
        for answered in (requests.TooLate, registrations.TooLate, group_registrations.Decided)
    ),
)
FIELDS: tuple[tuple[type[Exception], str, Sentence], ...] = (
    (
        requests.WhyMissing,
        "why",
        lambda _e: _("きまりに合わないところがあります。承認するときは、わけを書いてください。"),
    ),
    (
        registrations.WhyMissing,
        "why",
        lambda _e: _("どこを直すとよいかを書いてください。相手に届きます。"),
    ),
    (
        money.NoSuchSum,
        "percent",
        lambda _e: _("どれだけ減免するかをえらんでください。金額は、料金をこえない数で入れてください。"),
    ),
    (
        programmes.NoPlace,
        "elsewhere",
        lambda _e: _("部屋をえらぶか、館の外の場所を入れてください。どちらか1つです。"),
    ),
    (
        committees.NotChildren,
        "name",
        lambda _e: _("種類が「子ども会議」のグループを入れてください。"),
    ),
    (
        committees.NoContact,
        "name",
        lambda _e: _("大人の連絡先がまだありません。グループの代表に、大人の人を招待してもらってください。"),
    ),
    (
        NotKept,
        "kept_days",
        lambda _e: _("消すまでの日数を、1から%(most)dまでの数で入れてください。") % {"most": MOST_DAYS},
    ),
    (
        WindowUnfit,
        "",
        lambda _e: _(
            "しめきりは始まりのあと、くじはしめきりのあとで、いちばん早い日にちの前にしてください。"
        ),
    ),
    (meetings.NotAtADesk, "sort", lambda _e: _("会議の種類をえらんでください。")),
    (meetings.TwoPlaces, "held_at", lambda _e: _("部屋か、ほかの団体の場所か、どちらか1つにしてください。")),
    (courses.NoSuchCourse, "course", lambda _e: _("講習会をえらんでください。")),
    (RoundUnfit, "", lambda e: unfit_round_words(e.field)),
    (
        rule_drafts.TooEarly,
        "valid_from",
        lambda _e: _("あしたからより前の日にはできません。"),
    ),
    (Untimely, "at", lambda _e: _("いつのことかを、この1週間の日時で入れてください。")),
    (Missing, "", lambda _e: _("空のままです。書いてください。")),
)


def _time(at: int) -> str:
    return time_words(at, ZoneInfo(settings.TIME_ZONE))
