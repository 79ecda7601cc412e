"""Who may come, in what company and registered how, in sentences."""

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from booking.rules.clauses.accompanied import OF_AGE, Accompanied
from booking.rules.clauses.consent import Consent
from booking.rules.clauses.groups import GroupName, GroupOnly, NotDuplicate, NotOneFamily
from booking.rules.clauses.headcount import Headcount
from booking.rules.clauses.induction import Induction
from booking.rules.clauses.leave_by import LeaveBy
from booking.rules.clauses.proof import Proof
from booking.rules.clauses.representative import Representative
from booking.rules.clauses.residency import Residency
from booking.rules.clauses.share import Share
from booking.rules.clauses.who import Who
from booking.wording.users import ties_words
from booking.wording.vocabulary import Vocabulary
from facilities.labels import in_english, listed, people_of, rule_time_words

Lines = Iterator[str]


def who(term: Who, at: Vocabulary) -> Lines:
    if term.ages is None:
        yield _("どの年齢の人も使えます。")
    else:
        yield _("使えるのは%(people)sです。") % {"people": people_of(term.ages)}
    if term.at_school:
        yield _("学校に通っている人だけです。")
    if term.carers == "leave_out":
        yield _("付きそいの人は、ほかの年齢でもかまいません。")


def leave_by(term: LeaveBy, at: Vocabulary) -> Lines:
    told = {"people": people_of(term.ages), "time": rule_time_words(term.time)}
    if term.of == "only":
        yield _("%(people)sだけで来たときは、%(time)sまでに帰ります。") % told
    else:
        yield _("%(people)sは、%(time)sまでに帰ります。") % told
    if term.at_school:
        yield _("これは、学校に通っている人のきまりです。")
    if term.unless_accompanied:
        yield _("付きそいの大人がいっしょなら、そのあとも使えます。")


def accompanied(term: Accompanied, at: Vocabulary) -> Lines:
    by = {"guardian": _("保護者"), "supervisor": _("付きそいの大人")}[term.by]
    told = {"people": people_of(term.ages), "by": by}
    if term.of == "only":
        yield _("%(people)sだけのときは、%(by)sといっしょに来ます。") % told
    else:
        yield _("%(people)sは、%(by)sといっしょに来ます。") % told
    if term.carer != OF_AGE:
        yield _("いっしょに来るのは、%(people)sです。") % {"people": people_of(term.carer)}
    if term.least > 1:
        yield _("いっしょに来る人は、%(least)d人以上です。") % {"least": term.least}
    if term.for_every is not None:
        yield _("子ども%(children)d人ごとに、1人以上が付きそいます。") % {"children": term.for_every}


def consent(term: Consent, at: Vocabulary) -> Lines:
    told = {"people": people_of(term.ages), "purpose": at.word(term.purpose)}
    yield _("%(people)sは、保護者の同意がいります(%(purpose)s)。") % told
    if term.valid_months:
        words = ngettext(
            "同意は、%(months)dか月使えます。", "同意は、%(months)dか月使えます。", term.valid_months
        )
        yield words % {"months": term.valid_months}
    if term.valid_until:
        yield _("同意は、次の3月31日まで使えます。")
    if term.through_child == "paper":
        yield _("子どものスマホを通して届いた同意は、紙でももらいます。")
    elif term.through_child == "call":
        yield _("子どものスマホを通して届いた同意は、館が保護者に電話でたしかめます。")


def residency(term: Residency, at: Vocabulary) -> Lines:
    if term.of == "group":
        yield _("使えるのは、このまちのグループです。")
    elif term.ties is None:
        yield _("どこに住んでいる人でも使えます。")
    elif term.ages:
        told = {"people": people_of(term.ages), "ties": ties_words(term.ties)}
        yield _("%(people)sのうち、使えるのは%(ties)sです。") % told
    else:
        yield _("使えるのは%(ties)sです。") % {"ties": ties_words(term.ties)}


def share(term: Share, at: Vocabulary) -> Lines:
    told = {"people": _counted(term), "share": _part(term)}
    yield _("来る人の%(share)sが、%(people)sです。") % told
    if term.carers == "leave_out":
        yield _("付きそいの人は、数えません。")


def _counted(term: Share) -> str:
    parts = [
        people_of(term.ages) if term.ages else "",
        ties_words(term.ties) if term.ties else "",
        _("利用登録をした人") if term.registered else "",
    ]
    return _("で、").join(filter(None, parts))


def _part(term: Share) -> str:
    if term.least is not None:
        return _("%(least)d人以上") % {"least": term.least}
    if term.at_least is not None:
        return _("%(share)s以上") % {"share": _fraction(term.at_least)}
    return _("%(share)sより多く") % {"share": _fraction(term.more_than or "")}


def _fraction(text: str) -> str:
    """「3分の2」「半分」, "2/3", "half"."""
    if text == "1/2":
        return _("半分")
    part, whole = text.split("/")
    return text if in_english() else f"{whole}分の{part}"


def representative(term: Representative, at: Vocabulary) -> Lines:
    if term.ages:
        yield _("代表は、%(people)sです。") % {"people": people_of(term.ages)}
    if term.ties:
        yield _("代表は、%(people)sです。") % {"people": ties_words(term.ties)}
    if term.never:
        yield _("%(people)sは、代表になれません。") % {"people": at.words(term.never)}


def headcount(term: Headcount, at: Vocabulary) -> Lines:
    told = {"least": term.least, "most": term.most}
    if term.least is None:
        yield _("人数は、%(most)d人までです。") % told
    elif term.most is None:
        yield _("人数は、%(least)d人からです。") % told
    elif term.least == term.most:
        yield _("人数は、%(most)d人です。") % told
    else:
        yield _("人数は、%(least)d人から%(most)d人までです。") % told


def group_only(term: GroupOnly, at: Vocabulary) -> Lines:
    yield _("グループで使います。")
    yield _("1人では申しこめません。")


def not_one_family(term: NotOneFamily, at: Vocabulary) -> Lines:
    yield _("家族だけのグループは、登録できません。")


def not_duplicate(term: NotDuplicate, at: Vocabulary) -> Lines:
    yield _("登録してあるグループと同じ人が%(percent)d%%以上のときは、新しく登録できません。") % {
        "percent": term.percent
    }


def group_name(term: GroupName, at: Vocabulary) -> Lines:
    yield _("グループの名前に使えない言葉があります:%(words)s。") % {"words": listed(term.never_words)}


def induction(term: Induction, at: Vocabulary) -> Lines:
    told = {"course": at.word(term.course)}
    if term.of == "any":
        yield _("使う人のだれか1人が、先に%(course)sを受けます。") % told
    else:
        yield _("はじめて使う前に、%(course)sを受けます。") % told
    if term.ages:
        yield _("受けるのは、%(people)sです。") % {"people": people_of(term.ages)}
    if term.valid_months:
        yield months_later(term.valid_months)
    if term.valid_until:
        yield _("4月からは、もう一度受けます。")


def months_later(months: int) -> str:
    told = {"months": months}
    return (
        ngettext(
            "%(months)dか月たったら、もう一度受けます。",
            "%(months)dか月たったら、もう一度受けます。",
            months,
        )
        % told
    )


def proof(term: Proof, at: Vocabulary) -> Lines:
    told = {"proofs": at.words(term.proofs)}
    one = len(term.proofs) == 1
    if term.of == "representative":
        yield (
            _("代表が、%(proofs)sを見せます。") if one else _("代表が、どれか1つを見せます:%(proofs)s。")
        ) % told
    else:
        yield (_("%(proofs)sを見せます。") if one else _("どれか1つを見せます:%(proofs)s。")) % told
    if term.ages:
        yield _("見せるのは、%(people)sです。") % {"people": people_of(term.ages)}
