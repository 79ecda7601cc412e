"""What the verbs of the city's programmes raise, by the code of the problem that is answered; each with the
pages' own sentence."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _

from booking.actions import (
    activities,
    articles,
    grants,
    introductions,
    lecture_requests,
    network,
    news,
    own_words,
    partners,
    reporters,
    supported,
    talent_lists,
    talents,
    years,
)
from booking.labels.supported import beyond_words, order_words
from booking.rules.activities import AT_ONCE, MOST_WAITING
from booking.rules.lectures import FEWEST_DATES, MOST_DATES, MOST_LISTENERS, MOST_OPEN
from booking.rules.supported import MOST_DATES as MOST_OPEN_DATES
from facilities.labels import day_words, long_date

Sentence = Callable[[Any], str]

STATES: tuple[tuple[type[Exception], str, Sentence], ...] = (
    (
        talents.NotAdult,
        "not_yet",
        lambda _e: _("書けるのは、18歳からです。生まれた日がわからないときは、館の人に聞いてください。"),
    ),
    (
        articles.Settled,
        "too_late",
        lambda _e: _("この記事は、もう決まりました。変えるときは、館の人に話してください。"),
    ),
    (
        talent_lists.NotListed,
        "untimely",
        lambda _e: _("同意があって、たしかめてある人だけを、リストにのせられます。"),
    ),
    (introductions.NotAnswered, "not_yet", lambda _e: _("引き受けてもらってから、人数を入れられます。")),
    (
        years.NotOver,
        "not_yet",
        lambda _e: _("この年度は、まだしめられません。年度が終わってから、しめてください。"),
    ),
    (
        years.TooLate,
        "too_late",
        lambda _e: _("しめてから1日がすぎました。もどせません。ちがいは、訂正として書いてください。"),
    ),
    (
        years.NoChange,
        "untimely",
        lambda _e: _("今の記録は、しめた日と同じです。訂正はいりません。"),
    ),
    (own_words.NotThatYear, "not_found", lambda _e: _("この年度には、書けません。")),
    (articles.NotCollected, "not_found", lambda _e: _("今は、記事をあつめていません。")),
    (partners.Off, "too_late", lambda _e: _("この行事は中止になりました。")),
    (
        supported.TooManyDates,
        "too_many",
        lambda _e: (
            _("これからの日は%(most)d回までです。終わってから入れてください。") % {"most": MOST_OPEN_DATES}
        ),
    ),
    (
        lecture_requests.TooMany,
        "too_many",
        lambda _e: (
            _("まだ終わっていない講座が%(most)dつあります。終わってから、またたのんでください。")
            % {"most": MOST_OPEN}
        ),
    ),
    (
        activities.TooMany,
        "too_many",
        lambda _e: (
            _("一度に送れるのは%(days)d日分、たしかめを待てるのは%(waiting)d日分までです。")
            % {"days": AT_ONCE, "waiting": MOST_WAITING}
        ),
    ),
    (
        activities.LinkOver,
        "too_late",
        lambda _e: _("このリンクの期限は、もうすぎました。課に、新しいリンクをたのんでください。"),
    ),
    (
        activities.Settled,
        "too_late",
        lambda _e: _("この報告は、課がもうたしかめました。直すときは、課に話してください。"),
    ),
    (lecture_requests.TooEarly, "not_yet", lambda _e: _("人数は、始まってから入れられます。")),
    (grants.OutOfOrder, "untimely", lambda e: order_words(e.step)),
    (
        activities.NotNothing,
        "untimely",
        lambda _e: _("この期間には、報告があります。下の一覧を見てください。"),
    ),
)
FIELDS: tuple[tuple[type[Exception], str, Sentence], ...] = (
    (
        articles.NoBand,
        "band",
        lambda _e: _("下からえらんでください。書かなくてもかまいません。"),
    ),
    (
        talent_lists.OrganisationsOnly,
        "lists",
        lambda _e: _("このリストには、団体だけをのせます。"),
    ),
    (
        news.SameNumber,
        "number",
        lambda _e: _("この番号の号は、もうあります。ほかの番号にしてください。"),
    ),
    (news.NoRow, "kind", lambda _e: _("この課には、号の数をかぞえる計画の行がありません。")),
    (talents.NotThen, "consented_on", lambda _e: _("同意した日を、きょうまでの日で入れてください。")),
    (own_words.NotThen, "on", lambda _e: _("日を、きょうまでの日で入れてください。")),
    (
        network.NoWay,
        "phone",
        lambda _e: _("センターの電話番号を入れてください。心配な人がかける番号として、いちばん上に出ます。"),
    ),
    (reporters.NoRow, "plans", lambda _e: _("どの事業の報告かを、えらんでください。")),
    (
        reporters.SameName,
        "name",
        lambda _e: _("この名前の先には、もうたのんでいます。ちがう名前にしてください。"),
    ),
    (supported.Over, "end", lambda _e: _("これからの日で、終わりを始まりよりあとにしてください。")),
    (
        lecture_requests.NotThose,
        "starts",
        lambda _e: (
            _("これからの、ちがう日時を%(fewest)dつか%(most)dつ入れてください。")
            % {"fewest": FEWEST_DATES, "most": MOST_DATES}
        ),
    ),
    (
        lecture_requests.NobodyComes,
        "expected",
        lambda _e: _("人数は、1から%(most)dまでの数で入れてください。") % {"most": MOST_LISTENERS},
    ),
    (
        grants.NotThen,
        "day",
        lambda _e: _("日は、前の手続きの日からきょうまでにしてください。"),
    ),
    (
        grants.NoYen,
        "yen",
        lambda _e: _("金額を、円の数で入れてください。申請と交付は、1円からです。"),
    ),
    (grants.Beyond, "yen", lambda e: beyond_words(e.step, e.other, e.yen)),
    (
        activities.NotThen,
        "day",
        lambda e: _("%(first)sからきょうまでの日を入れてください。") % {"first": long_date(e.first)},
    ),
    (
        activities.Twice,
        "day",
        lambda e: (
            _("%(day)sのこの場所の報告は、もうあります。人数がちがうときは、前の報告を直してください。")
            % {"day": day_words(e.day)}
        ),
    ),
)
