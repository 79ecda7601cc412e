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
    TOO_LATE = "TOO_LATE"  # closes_at: 「この日の予約は、7月12日(日) 23:59までです。」
    CHANNEL = "CHANNEL"  # channels
    ONE_AT_A_TIME = "ONE_AT_A_TIME"  # most, held, until_at
    QUOTA = "QUOTA"  # most, used, unit, per, may_allow_ja, may_allow_en
    # 「使えるのは、1か月に5回までです。もう5回予約しています。(それ以上は、教育委員会に聞いてください。)」
    # Windows, lotteries, caps and the day itself
    NO_SUCH_DAY = "NO_SUCH_DAY"  # earliest_at, latest_at
    # 「この日の受付が始まる日は、その月にはない日付です。2月28日(土)か3月1日(日)か、館に聞いてください。」
    RECEPTION = "RECEPTION"  # from, to, channels (may be empty)
    # 「窓口で受けつけているのは、9:00から20:00までです。」
    ENTRY_EARLY = "ENTRY_EARLY"  # opens_at: 「この申しこみは、6月17日(水) 0:00に始まります。」
    ENTRY_LATE = "ENTRY_LATE"  # closes_at: 「この申しこみは、6月23日(火) 23:59に終わりました。」
    DRAWN = "DRAWN"  # drawn_at: 「この日の分の抽選は、5月1日(水)に終わりました。」
    RESULT_EARLY = "RESULT_EARLY"  # opens_at: 「抽選の結果は、6月27日(土) 9:00からわかります。」
    CONFIRM_EARLY = "CONFIRM_EARLY"  # opens_at: 「当選を決める手つづきは、6月25日(木)からです。」
    CONFIRM_LATE = "CONFIRM_LATE"  # closes_at
    # 「手つづきは6月28日(日) 23:59までだったので、この当選はなくなりました。空いていれば予約できます。」
    ENTRIES = (
        "ENTRIES"  # most, so_far, per: 「抽選の申しこみは、1か月に4件までです。もう4件申しこんでいます。」
    )
    WINS = "WINS"  # most, so_far, per: 「当選できるのは、1日に1件までです。」
    TIES_DRAWN = "TIES_DRAWN"  # 「同じ時間に申しこみが重なったときは、抽選です。」 (holds)
    TENTATIVE = "TENTATIVE"  # 「予約は仮の予約です。期限までに手つづきをしてください。」 (holds)
    CONSECUTIVE_DAYS = "CONSECUTIVE_DAYS"  # most, days: 「続けて使えるのは2日までです。」
    CONSECUTIVE_BANDS = "CONSECUTIVE_BANDS"  # most, bands: 「続けて使えるのは、2つの時間帯までです。」
    PROGRAMME_AGE = "PROGRAMME_AGE"  # ages (a list of bounds), people
    # 「この行事は、小学3年生より上の人のものです。」
    WEATHER = (
        "WEATHER"  # warnings: 「警報が出ているので、使うのは中止です。料金もペナルティもかかりません。」
    )
    CLOSED_EARLY = "CLOSED_EARLY"  # until_at: 「夜の予約がない日は、17:00に閉まります。」
    EXTENSION = "EXTENSION"  # minutes, most_minutes (either may be None)
    # 「のばせるのは、30分ずつ、60分までです。」
    KEY_EARLY = "KEY_EARLY"  # from_at: 「鍵をわたせるのは、17:45からです。」
    # The place and its clock
    PAST = "PAST"
    # reason_ja, reason_en, open_end if nobody knows until when: 「当分のあいだ、お休みです(避難所のため)。」
    CLOSED = "CLOSED"
    # open: a list of [start_at, end_at], about if they follow the sunset: 「この日に使えるのは9:00–17:00
    # ごろです。」
    OUTSIDE_HOURS = "OUTSIDE_HOURS"
    OFF_SLOT = "OFF_SLOT"
    NOT_LENT = "NOT_LENT"  # 「この部屋は、この時間の区分では貸し出していません。ほかの時間をえらべます。」
    TAKEN = "TAKEN"  # booking (its public id, if it is the asker's own)
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
