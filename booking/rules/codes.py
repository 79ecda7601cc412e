"""The codes of reasons. Each stands for one sentence; what may fill it is in `Reason.values`.

Keys ending in `_at` hold instants, `_on` days; wall times are minutes after midnight. A reason
about people says how many of them it means (`people`), and for ages in the words of `Ages`.
"""

from enum import StrEnum


class Code(StrEnum):
    # Who
    AGE_MIN = "AGE_MIN"  # bounds of the ages, people, from, to (part of the day)
    AGE_MAX = "AGE_MAX"  # the same
    AGE_EVENING = "AGE_EVENING"  # an opening for others: ages (a list of bounds), from_at, to_at, people
    LEAVE_BY = "LEAVE_BY"  # bounds of the ages, time, until_at, people
    GUARDIAN = "GUARDIAN"  # purpose, people
    RESIDENCY = "RESIDENCY"  # ties, people
    # In what company, how registered
    GROUP_MIN = "GROUP_MIN"  # least, size
    CAPACITY = "CAPACITY"  # most, size
    GROUP_ALL_REG = "GROUP_ALL_REG"  # registry, people
    REG_REQUIRED = "REG_REQUIRED"  # registry
    REG_EXPIRED = "REG_EXPIRED"  # registry, until_on
    INDUCTION = "INDUCTION"  # course, people
    PURPOSE = "PURPOSE"  # only or never (lists)
    NOT_AT_SCHOOL = "NOT_AT_SCHOOL"  # bounds of the ages, people 「学校に通っている人のための時間です。」
    # by (guardian or supervisor), least, bounds of the ages
    # 「小学生だけのときは、おとなの付きそいが1人いります。」
    ACCOMPANIED = "ACCOMPANIED"
    # at_least or more_than ("2/3") or least, meant, size, ties, bounds of the ages
    # 「6人のうち3分の2以上が対象の人だと使えます。今は3人です。」
    SHARE = "SHARE"
    # ties, never (a list), bounds of the ages
    # 「代表の方は、市内に住んでいる18歳からの人にお願いしています。」
    REPRESENTATIVE = "REPRESENTATIVE"
    GROUP_ONLY = "GROUP_ONLY"  # 「グループで使う部屋です。」
    GROUP_FAMILY = "GROUP_FAMILY"  # 「ひとつの家族だけでは、グループとして登録できません。」
    REG_DUP = "REG_DUP"  # percent, overlap 「メンバーの80%が、ほかの登録グループと同じです。」
    GROUP_NAME = (
        "GROUP_NAME"  # words (a list) 「グループの名前に「教室」が入っていると、受けつけられません。」
    )
    REG_CLASS = "REG_CLASS"  # classes (a list) 「この区分で登録した人が使えます。」
    ID = "ID"  # proofs (a list), people, bounds of the ages 「学生証を見せてください。」
    # Use of the room
    INSTRUMENT = "INSTRUMENT"  # instruments, only (lists) 「この部屋では、ドラムは使えません。」
    QUIET = "QUIET"  # time, until_at 「音を出せるのは21:00までです。」
    PRIORITY = "PRIORITY"  # 「空いていれば、どなたでも使えます。」
    PROGRAMME = "PROGRAMME"  # 「この時間は、館の行事で使います。」
    WALK_IN = "WALK_IN"  # bounds of the ages, people 「予約なしで使えるのは、中学生と高校生世代です。」
    # When one may ask, how, and how often
    TOO_EARLY = "TOO_EARLY"  # opens_at
    SAME_DAY = "SAME_DAY"  # opens_at
    TOO_LATE = "TOO_LATE"
    CHANNEL = "CHANNEL"  # channels
    ONE_AT_A_TIME = "ONE_AT_A_TIME"  # most, held, until_at
    QUOTA = "QUOTA"
    # The place and its clock
    PAST = "PAST"
    # reason_ja, reason_en, open_end if nobody knows until when: 「当分のあいだ、お休みです(避難所のため)。」
    CLOSED = "CLOSED"
    # open: a list of [start_at, end_at], about if they follow the sunset: 「この日に使えるのは9:00–17:00
    # ごろです。」
    OUTSIDE_HOURS = "OUTSIDE_HOURS"
    OFF_SLOT = "OFF_SLOT"
    NOT_LENT = "NOT_LENT"  # 「この部屋は、この時間の区分では貸し出していません。ほかの時間をえらべます。」
    TAKEN = "TAKEN"
    # minutes: 「予約と予約のあいだは、入れかえのために%(minutes)d分あけています。」
    TURNOVER = "TURNOVER"
    ASK_HALL = "ASK_HALL"
    # Giving up, paying, and what follows from what happened
    # closes_at: 「ここから取り消せるのは〜まででした。館に連絡してください。」
    TOO_LATE_TO_CANCEL = "TOO_LATE_TO_CANCEL"
    # percent, if it is published: 「使用料の〜%が返ってきます。」
    REFUND = "REFUND"
    # after_minutes: 「始まってから〜分たっても連絡がなかったので、この予約はなくなりました。」
    NO_SHOW = "NO_SHOW"
    # effect (a Status), until_on if it ends, people: 「〜まで、申しこみをお休みしてもらっています。」
    SANCTION = "SANCTION"
    # nothing: 「使用料がまだはらわれていません。窓口ではらうと使えます。」
    PREPAY = "PREPAY"
