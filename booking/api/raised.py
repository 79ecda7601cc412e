"""What the verbs raise, by the code of the problem that is answered; each with the pages' own sentence."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from booking.actions import (
    consent_requests,
    entries,
    group_registrations,
    groups,
    invitations,
    memberships,
    people,
    requests,
    signup_particulars,
    signups,
    subscriptions,
)
from booking.actions.courses import Begun, Full
from booking.actions.lottery import Untimely
from booking.actions.mydata import LeadsAlone
from booking.actions.particulars import Unclear
from booking.actions.passwords import Weak
from booking.actions.texts import NoAddress, NoNumber
from booking.actions.waiting import Impossible
from booking.actions.waiting import TooMany as TooManyWaits
from booking.api.desk.raised import FIELDS as OF_DESK
from booking.api.desk.raised import STATES as AT_DESK
from booking.api.raised_of_city import FIELDS as OF_CITY
from booking.api.raised_of_city import STATES as IN_CITY
from booking.labels.groups import early_words
from booking.labels.invitations import invitation_words
from booking.labels.invitations import too_many_words as too_many_invitations_words
from booking.labels.members import unclear_words
from booking.labels.passwords import weak_words
from booking.labels.programmes import already_words, too_many_words
from booking.rules.series import MOST
from booking.rules.series import TooMany as TooManyDates
from facilities.labels import listed

Sentence = Callable[[Any], str]


@dataclass(frozen=True, slots=True)
class Said:
    """`field` is what in the body is to be put right, "" where nothing in it is wrong."""

    code: str
    sentence: str
    field: str = ""


def said_of(error: Exception) -> Said | None:
    """None for what no verb raises on purpose."""
    for kind, code, sentence in (*STATES, *AT_DESK, *IN_CITY):
        if isinstance(error, kind):
            return Said(code, sentence(error))
    for kind, field, sentence in (*FIELDS, *OF_DESK, *OF_CITY):
        if isinstance(error, kind):
            return Said("unfit", sentence(error), field or getattr(error, "field", None) or str(error))
    return None


STATES: tuple[tuple[type[Exception], str, Sentence], ...] = (
    (
        TooManyWaits,
        "too_many",
        lambda e: (
            _("待てるのは%(most)s件までです。待たなくてよいものをやめてから、もう一度入れてください。")
            % {"most": e.args[0]}
        ),
    ),
    (
        groups.TooManyGroups,
        "too_many",
        lambda e: (
            _("グループは%(most)dまでです。使っていないグループをやめると、新しく作れます。")
            % {"most": e.args[0]}
        ),
    ),
    (
        invitations.TooManyInvitations,
        "too_many",
        lambda _e: too_many_invitations_words(),
    ),
    (
        requests.TooMany,
        "too_many",
        lambda e: (
            _("返事を待っているお願いが%(most)d件あります。返事が来てから、またお願いしてください。")
            % {"most": e.args[0]}
        ),
    ),
    (group_registrations.NotYetRenewable, "not_yet", lambda e: early_words(e.opens_on)),
    (
        LeadsAlone,
        "leader_stays",
        lambda e: (
            _("先に「%(groups)s」の代表を、ほかの人にかわってもらってください。")
            % {"groups": listed(e.groups)}
        ),
    ),
    (
        subscriptions.TooMany,
        "too_many",
        lambda e: (
            _("入れられるのは%(most)d台までです。使っていないものをやめると、新しく入れられます。")
            % {"most": e.args[0]}
        ),
    ),
    (
        subscriptions.AlreadyRenewed,
        "overtaken",
        lambda _e: _("アドレスは、ほかのところでもう新しくなっています。一覧を読みなおしてください。"),
    ),
    (
        consent_requests.TooMany,
        "too_many",
        lambda _e: _("1日に送れるのは10回までです。あしたになると、また送れます。"),
    ),
    (
        subscriptions.NameTaken,
        "name_taken",
        lambda _e: _("同じ名前の機器があります。見分けられる名前をつけてください。"),
    ),
    (
        groups.StillBooked,
        "still_booked",
        lambda e: (
            _("これからの予約が%(count)d件あります。予約を取り消すと、解散できます。") % {"count": e.count}
        ),
    ),
    (
        memberships.LeaderStays,
        "leader_stays",
        lambda _e: _(
            "代表の人は、そのままではやめられません。ほかの人に代表をかわってもらうか、グループを解散してください。"
        ),
    ),
    (invitations.NotUsable, "not_usable", lambda e: invitation_words(e.why)),
    (
        Full,
        "full",
        lambda _e: _("ちょうど今、ほかの人が最後の席に申しこみました。ほかの日をえらんでください。"),
    ),
    (Begun, "begun", lambda _e: _("この講習会は、もう始まっています。ほかの日をえらんでください。")),
    (signups.Begun, "begun", lambda _e: _("この日は、もう始まっています。")),
    (
        signups.Closed,
        "too_late",
        lambda _e: _("もう申しこめない日が入っています。ほかの日をえらんでください。"),
    ),
    (Untimely, "untimely", lambda _e: _("抽選の今の段階では、できません。")),
    (
        consent_requests.RecordClosed,
        "ask_hall",
        lambda _e: _("今は、ここから送れません。館の人に話してください。"),
    ),
    (
        consent_requests.Stopped,
        "ask_hall",
        lambda _e: _("このメールアドレスには送れません。館の人に聞いてください。"),
    ),
    (
        consent_requests.NoChild,
        "no_child",
        lambda _e: _("保護者の方の同意をお願いできるのは、18歳になる年度の終わりまでです。"),
    ),
)
FIELDS: tuple[tuple[type[Exception], str, Sentence], ...] = (
    (Impossible, "until_time", lambda _e: _("使いたい長さが入るように、時間の幅を広げてください。")),
    (
        signup_particulars.NotTold,
        "told",
        lambda e: _("行事が聞いていること(%(field)s)を書いてください。") % {"field": e.field},
    ),
    (groups.GroupNameMissing, "name", lambda _e: _("グループの名前を入れてください。")),
    (subscriptions.NameMissing, "name", lambda _e: _("機器の名前を入れてください。")),
    (
        entries.ChoicesUnfit,
        "slots",
        lambda e: _("枠は、1つから%(most)dつまで、それぞれ1回だけえらんでください。") % {"most": e.most},
    ),
    (
        TooManyDates,
        "until",
        lambda _e: (
            _("一度に予約できるのは%(most)d回までです。終わりの日を早くしてください。") % {"most": MOST}
        ),
    ),
    (
        signups.NobodyComes,
        "party",
        lambda _e: (
            _("いっしょに来る人は、1人から%(most)d人までにしてください。") % {"most": signups.MOST_COMERS}
        ),
    ),
    (
        signups.NotForThem,
        "party",
        lambda _e: _("席のない年代が入っています。places にある年代からえらんでください。"),
    ),
    (signups.TooMany, "party", lambda e: too_many_words(e.age, e.places)),
    (
        signups.SignedUpAlready,
        "dates",
        lambda e: already_words(e.signup.group and e.signup.group.name, e.own),
    ),
    (
        people.WrongCode,
        "code",
        lambda _e: _("カード番号と番号の組み合わせが、見つかりませんでした。紙をもう一度見てください。"),
    ),
    (
        people.CardTaken,
        "card",
        lambda _e: _("このカード番号は、もう使われています。ほかのカードを使ってください。"),
    ),
    (Weak, "password", lambda e: weak_words(e.code)),
    (Unclear, "", lambda e: unclear_words(e.field)),
    (NoNumber, "", lambda _e: _("電話番号は 042-000-0000 のような形で入れてください。")),
    (NoAddress, "", lambda _e: _("メールアドレスの形がちがうようです。たしかめてください。")),
)
