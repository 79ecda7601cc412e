"""Reasons with values as the judge gives them, and what each says in Japanese."""

from datetime import date
from typing import Any

from booking.rules.codes import Code
from booking.rules.verdict import Finding, Reason
from tests.factories import at

TEENS = {"from_stage": "junior_high", "to_stage": "high_school"}
UP_TO_6TH = {"to_grade": 6}
ADULTS = {"from_age": 18}
STUDENT_CARD = {
    "proofs": ["student_card", "insurance_card"],
    "proofs_ja": ["学生証", "保険証"],
    "proofs_en": ["student card", "insurance card"],
}

# Of each code every way in which it speaks.
EXAMPLES: list[tuple[Code, dict[str, Any], str]] = [
    (
        Code.AGE_MIN,
        {"from_stage": "junior_high", "people": 1},
        "この部屋を使えるのは、中学生からです。今回のメンバーに、そのほかの年齢の人が1人います。",
    ),
    (
        Code.AGE_MAX,
        {"to_age": 18, "people": 1, "from": 0, "to": 1080},
        "この部屋の18:00までは、18歳までの人の時間です。今回のメンバーに、そのほかの年齢の人が1人います。",
    ),
    (
        Code.AGE_MAX,
        {"to_age": 24, "people": 2, "registering": True},
        "登録できるのは、24歳までです。今回のメンバーに、そのほかの年齢の人が2人います。",
    ),
    (
        Code.AGE_MAX,
        {**TEENS, "people": 2, "from": 1020, "to": 1260},
        "この部屋の17:00から21:00までは、中学生から高校生世代までの人の時間です。今回のメンバーに、そのほかの年齢の人が2人います。",
    ),
    (
        Code.AGE_MAX,
        {"to_fiscal_year_of": 18, "people": 1, "from": 1080, "to": 1800},
        "この部屋の18:00からは、18歳になる年度の終わりまでの人の時間です。今回のメンバーに、そのほかの年齢の人が1人います。",
    ),
    (
        Code.AGE_EVENING,
        {"ages": [TEENS], "from_at": at("2026-12-04 17:00"), "to_at": at("2026-12-04 21:00"), "people": 2},
        "17:00–21:00は、中学生から高校生世代までの人の時間です。今回のメンバーに、そのほかの年齢の人が2人います。",
    ),
    (
        Code.LEAVE_BY,
        {
            "from_stage": "junior_high",
            "to_stage": "junior_high",
            "time": 1200,
            "until_at": at("2026-12-04 20:00"),
            "people": 1,
        },
        "中学生が使えるのは、20:00までです。",
    ),
    (
        Code.LEAVE_BY,
        {**UP_TO_6TH, "time": 1020, "until_at": at("2026-12-04 17:00"), "people": 1},
        "小学6年生までの人が使えるのは、17:00までです。",
    ),
    (
        Code.GUARDIAN,
        {
            "purpose": "late",
            "purpose_ja": "夜の利用",
            "purpose_en": "using it in the evening",
            **UP_TO_6TH,
            "people": 1,
        },
        "夜の利用には、保護者の方の申しこみがいります。館に届くと予約できます。",
    ),
    (
        Code.GUARDIAN,
        {"purpose": "join", **UP_TO_6TH, "people": 1, "registering": True},
        "登録には、保護者の方の申しこみがいります。館に届くと登録できます。",
    ),
    (
        Code.GUARDIAN,
        {"purpose": "join", **UP_TO_6TH, "also": "paper", "registering": True},
        "スマホからの同意は届いています。保護者の方の書いた紙も館に届くと、登録できます。",
    ),
    (
        Code.GUARDIAN,
        {"purpose": "join", **UP_TO_6TH, "also": "call", "registering": True},
        "スマホからの同意は届いています。館で、保護者の方に電話でたしかめると、登録できます。",
    ),
    (
        Code.GUARDIAN,
        {"purpose": "late", **UP_TO_6TH, "people": 1},
        "保護者の方の申しこみが、まだ届いていません。館に届くと予約できます。",
    ),
    (
        Code.GUARDIAN,
        {"purpose": "late", **UP_TO_6TH, "also": "paper", "people": 1},
        "スマホからの同意は届いています。館では、保護者の方に紙でも書いてもらいます。紙が届くと予約できます。",
    ),
    (
        Code.GUARDIAN,
        {"purpose": "late", **UP_TO_6TH, "also": "call", "people": 1},
        "スマホからの同意は届いています。館では、保護者の方に電話でもたしかめます。たしかめると予約できます。",
    ),
    (
        Code.GUARDIAN,
        {
            "purpose": "late",
            "purpose_ja": "夜の利用",
            "purpose_en": "using it in the evening",
            "arriving": True,
        },
        "夜の利用には、保護者の方の申しこみがいります。館に届くと使えます。",
    ),
    (
        Code.GUARDIAN,
        {"purpose": "late", **UP_TO_6TH, "arriving": True},
        "保護者の方の申しこみが、まだ届いていません。館に届くと使えます。",
    ),
    (
        Code.GUARDIAN,
        {"purpose": "late", **UP_TO_6TH, "also": "paper", "arriving": True},
        "スマホからの同意は届いています。保護者の方の書いた紙も館に届くと、使えます。",
    ),
    (
        Code.GUARDIAN,
        {"purpose": "late", **UP_TO_6TH, "also": "call", "arriving": True},
        "スマホからの同意は届いています。館で、保護者の方に電話でたしかめると、使えます。",
    ),
    (
        Code.RESIDENCY,
        {"of": "group"},
        "この部屋を使えるのは、このまちのグループです。あてはまるときは、館の人に伝えてください。",
    ),
    (
        Code.RESIDENCY,
        {"ties": ["lives", "works"], "people": 1},
        "この部屋を使えるのは、このまちに住んでいる人か、このまちで働いている人です。あてはまるときは、館の窓口で、住所や学校のわかるものを見せてください。",
    ),
    (
        Code.RESIDENCY,
        {"ties": ["lives"], **ADULTS, "people": 1},
        "18歳からの人のうち、この部屋を使えるのは、このまちに住んでいる人です。あてはまるときは、館の窓口で、住所や学校のわかるものを見せてください。",
    ),
    (
        Code.RESIDENCY,
        {"ties": ["lives", "works"], "people": 1, "registering": True},
        "登録できるのは、このまちに住んでいる人か、このまちで働いている人です。あてはまるときは、館の窓口で、住所や学校のわかるものを見せてください。",
    ),
    (
        Code.RESIDENCY,
        {"ties": ["lives"], **ADULTS, "people": 1, "registering": True},
        "18歳からの人のうち、登録できるのは、このまちに住んでいる人です。あてはまるときは、館の窓口で、住所や学校のわかるものを見せてください。",
    ),
    (
        Code.NOT_AT_SCHOOL,
        {**TEENS, "people": 1, "registering": True},
        "登録できるのは、学校に通っている人です。ほかの使い方は、館の人に聞いてください。",
    ),
    (
        Code.NOT_AT_SCHOOL,
        {**TEENS, "people": 1},
        "この部屋は、学校に通っている人のための部屋です。だれでも使える部屋や時間は、館の人に聞いてください。",
    ),
    (Code.GROUP_MIN, {"least": 3, "size": 2}, "人数は3人からです。今は2人なので、あと1人でそろいます。"),
    (Code.CAPACITY, {"most": 8, "size": 10}, "この部屋は8人までです。今の人数は10人です。"),
    (
        Code.GROUP_ALL_REG,
        {"registry": "higashi-rules", "people": 2},
        "使う人みんなの利用登録がいります。まだの人が2人います。登録のしかたは、館の人に聞いてください。",
    ),
    (
        Code.REG_REQUIRED,
        {"registry": "higashi-rules"},
        "使う前に、利用登録がいります。登録のしかたは、館の人に聞いてください。",
    ),
    (
        Code.REG_EXPIRED,
        {"registry": "higashi-rules", "until_on": date(2027, 3, 31)},
        "利用登録の期間は3月31日(水)までです。更新のしかたは、館の人に聞いてください。",
    ),
    (
        Code.REG_RENEW,
        {"registry": "higashi-rules", "until_on": date(2027, 3, 31)},
        "仮の予約になります。3月31日(水)までに利用登録を更新すると、予約が決まります。",
    ),
    (
        Code.INDUCTION,
        {"course": "studio", "course_ja": "スタジオ講習会", "course_en": "the studio induction", "people": 2},
        "スタジオ講習会を受けると、この部屋を使えます。まだの人が2人います。受けられる日は、館の人に聞いてください。",
    ),
    (
        Code.INDUCTION,
        {"course": "studio", "people": 2},
        "講習会を受けると、この部屋を使えます。まだの人が2人います。受けられる日は、館の人に聞いてください。",
    ),
    (
        Code.INDUCTION,
        {"course": "studio", "course_ja": "スタジオ講習会", "course_en": "the studio induction"},
        "だれか1人がスタジオ講習会を受けると、この部屋を使えます。受けられる日は、館の人に聞いてください。",
    ),
    (
        Code.ACCOMPANIED,
        {"by": "guardian", "least": 1, **UP_TO_6TH},
        "小学6年生までの人は、保護者の方が1人いっしょに来ると使えます。いっしょに来られる人がいないときは、館の人に話してください。",
    ),
    (
        Code.ACCOMPANIED,
        {"by": "supervisor", "least": 2, **TEENS},
        "中学生から高校生世代までの人は、付きそいの人が2人いっしょに来ると使えます。いっしょに来られる人がいないときは、館の人に話してください。",
    ),
    (
        Code.SHARE,
        {"more_than": "1/2", "size": 6, "meant": 3, "ties": ["lives"], "registering": True},
        "6人のうち半分より多くが、このまちに住んでいる人だと登録できます。今、あてはまるのは3人です。",
    ),
    (
        Code.SHARE,
        {"at_least": "2/3", "size": 6, "meant": 3, "ties": ["lives"]},
        "6人のうち3分の2以上が、このまちに住んでいる人だと使えます。今、あてはまるのは3人です。",
    ),
    (
        Code.SHARE,
        {"at_least": "1/2", "size": 6, "meant": 2, "ties": ["lives", "studies"], **TEENS},
        "6人のうち半分以上が、中学生から高校生世代までの人で、このまちに住んでいる人か、このまちの学校に通っている人だと使えます。今、あてはまるのは2人です。",
    ),
    (
        Code.SHARE,
        {"more_than": "1/2", "size": 6, "meant": 3, "ties": [], "to_age": 29},
        "6人のうち半分より多くが、29歳までの人だと使えます。今、あてはまるのは3人です。",
    ),
    (
        Code.SHARE,
        {"least": 2, "size": 6, "meant": 1, "ties": [], "registered": True},
        "6人のうち2人以上が、利用登録をした人だと使えます。今、あてはまるのは1人です。",
    ),
    (
        Code.REPRESENTATIVE,
        {"ties": ["lives"], "never": [], **ADULTS},
        "代表になれるのは、18歳からの人で、このまちに住んでいる人です。メンバーの中にいないときは、館の人に話してください。",
    ),
    (
        Code.REPRESENTATIVE,
        {"ties": [], "never": ["teacher"], "never_ja": ["先生"], "never_en": ["teachers"]},
        "代表になれるのは、先生ではない人です。メンバーの中にいないときは、館の人に話してください。",
    ),
    (Code.GROUP_ONLY, {}, "グループで使う部屋です。1人で使える部屋は、館の人に聞いてください。"),
    (Code.GROUP_FAMILY, {}, "グループには、ほかの家族の人もいります。1人でも入ると登録できます。"),
    (
        Code.REG_DUP,
        {"percent": 50, "overlap": 80},
        "メンバーの80%が、ほかの登録グループと同じです。登録できるのは50%より少ないときです。どうすればよいかは、館の人に相談できます。",
    ),
    (
        Code.GROUP_NAME,
        {"words": ["スタジオ", "教室"]},
        "グループの名前に「スタジオ」「教室」が入っています。ほかの名前にすると登録できます。わけは館の人に聞けます。",
    ),
    (
        Code.REG_CLASS,
        {"classes": ["youth"], "classes_ja": ["青少年の団体"], "classes_en": ["a youth group"]},
        "使えるのは、青少年の団体として登録した人です。登録のことは、館の窓口で相談できます。",
    ),
    (
        Code.ID,
        {**STUDENT_CARD, "people": 1},
        "館の窓口で次のどれかを見せてください:学生証・保険証。持っていないときは、館の人に話してください。",
    ),
    (
        Code.ID,
        {**STUDENT_CARD, "people": 2, "to_age": 18},
        "18歳までの人は、館の窓口で次のどれかを見せてください:学生証・保険証。持っていないときは、館の人に話してください。",
    ),
    (
        Code.CLOSED_TO,
        {"reason_ja": "個人開放日", "reason_en": "a day for individuals"},
        "この時間は、ほかの人のための時間です(個人開放日)。",
    ),
    (Code.CLOSED_TO, {}, "この時間は、ほかの人のための時間です。"),
    (
        Code.PURPOSE,
        {"only": ["music"], "only_ja": ["音楽の練習"], "only_en": ["music practice"]},
        "この部屋は、音楽の練習に使う部屋です。どの部屋が使えるかは、館の人に聞いてください。",
    ),
    (
        Code.PURPOSE,
        {
            "never": ["sales", "politics"],
            "never_ja": ["物を売ること", "選挙の運動"],
            "never_en": ["selling things", "election campaigns"],
        },
        "この部屋は、物を売ること・選挙の運動には使えません。どの部屋が使えるかは、館の人に聞いてください。",
    ),
    (
        Code.PURPOSE,
        {"only": ["music"]},
        "この部屋は、使いみちが決まっています。どの部屋が使えるかは、館の人に聞いてください。",
    ),
    (
        Code.INSTRUMENT,
        {"instruments": ["drums"], "instruments_ja": ["ドラム"], "instruments_en": ["drums"]},
        "この部屋では、ドラムは使えません。音を出せる部屋は、館の人に聞いてください。",
    ),
    (
        Code.INSTRUMENT,
        {
            "instruments": ["drums"],
            "instruments_ja": ["ドラム"],
            "instruments_en": ["drums"],
            "only": ["piano"],
            "only_ja": ["ピアノ"],
            "only_en": ["the piano"],
        },
        "この部屋では、ドラムは使えません。使えるのは、ピアノです。音を出せる部屋は、館の人に聞いてください。",
    ),
    (
        Code.INSTRUMENT,
        {
            "instruments": ["drums", "other"],
            "instruments_ja": ["ドラム", "other"],
            "instruments_en": ["drums", "other"],
        },
        "この部屋では、ドラム・そのほかの楽器は使えません。音を出せる部屋は、館の人に聞いてください。",
    ),
    (
        Code.INSTRUMENT,
        {"instruments": ["drums"], "only": []},
        "この部屋では、この楽器は使えません。音を出せる部屋は、館の人に聞いてください。",
    ),
    (
        Code.QUIET,
        {"time": 1260, "until_at": at("2026-12-04 21:00")},
        "音を出せるのは21:00までです。そのあとは、静かに使えます。",
    ),
    (Code.PRIORITY, {}, "空いていれば、どなたでも使えます。"),
    (Code.PROGRAMME, {}, "この時間は、館の行事で使います。ほかの時間をえらべます。"),
    (
        Code.WALK_IN,
        {**TEENS, "people": 1},
        "予約なしで使えるのは、中学生から高校生世代までです。ほかの人は、予約すると使えます。",
    ),
    (Code.TOO_EARLY, {"opens_at": at("2026-12-25 09:00")}, "この日の予約は、12月25日(金) 9:00に始まります。"),
    (
        Code.SAME_DAY,
        {"opens_at": at("2026-12-04 00:00")},
        "この部屋は、使う日の当日に申しこみます。12月4日(金) 0:00から受けつけます。",
    ),
    (
        Code.TOO_LATE,
        {"closes_at": at("2026-12-01 23:59")},
        "予約の受付は、12月1日(火) 23:59まででした。こまったときは、館の人に話してください。",
    ),
    (
        Code.TOO_LATE,
        {"closes_at": at("2026-12-01 23:59"), "channels": ["phone", "counter"]},
        "この受付は、12月1日(火) 23:59まででした。このあとは、電話か、館の窓口で受けつけています。",
    ),
    (
        Code.CHANNEL,
        {"channels": ["phone", "counter"]},
        "この申しこみは、電話か、館の窓口で受けつけています。",
    ),
    (
        Code.CHANNEL,
        {"channels": []},
        "この方法では受けつけていません。申しこみのしかたは、館の人に聞いてください。",
    ),
    (
        Code.RECEPTION,
        {"from": 540, "to": 1200, "channels": ["counter"]},
        "館の窓口で受けつけているのは、9:00から20:00までです。",
    ),
    (
        Code.RECEPTION,
        {"from": 540, "to": 1200, "channels": []},
        "受けつけているのは、9:00から20:00までです。",
    ),
    (
        Code.RECEPTION,
        {"from": 540, "to": 1200, "channels": [], "other_day": True},
        "きょうは、受付の日ではありません。受付の日は、館のきまりで読めます。",
    ),
    (
        Code.ONE_AT_A_TIME,
        {"most": 1, "held": 1, "until_at": at("2026-12-04 19:00")},
        "先に取っておける予約は1件までです。12月4日(金) 19:00に今の予約が終わると、次の予約ができます。",
    ),
    (
        Code.QUOTA,
        {
            "most": 5,
            "used": 5,
            "unit": "uses",
            "per": "month",
            "may_allow_ja": "教育委員会",
            "may_allow_en": "the board of education",
        },
        "1か月に使えるのは、5回までです。もう5回予約しています。それより多く使いたいときは、教育委員会に聞いてください。",
    ),
    (
        Code.QUOTA,
        {"most": 4, "used": 2.5, "unit": "hours", "per": "day"},
        "1日に使えるのは、4時間までです。もう2.5時間予約しています。",
    ),
    (
        Code.QUOTA,
        {"most": 2, "used": 0, "unit": "bands", "per": "week"},
        "1週間に使えるのは、2区分までです。",
    ),
    (
        Code.NO_SUCH_DAY,
        {"earliest_at": at("2027-02-28 00:00"), "latest_at": at("2027-03-01 00:00")},
        "受付の日を数えると、その月にはない日付になります。"
        "2月28日(日) 0:00になるか、3月1日(月) 0:00になるかは、館の人に聞いてください。",
    ),
    (
        Code.CONSECUTIVE_DAYS,
        {"most": 2, "days": 3},
        "続けて使えるのは2日までです。今のえらび方だと、3日続きます。",
    ),
    (
        Code.CONSECUTIVE_BANDS,
        {"most": 2, "bands": 3},
        "続けて使えるのは2区分までです。今のえらび方だと、3区分続きます。",
    ),
    (
        Code.ENTRY_EARLY,
        {"opens_at": at("2026-12-17 00:00")},
        "この申しこみは、12月17日(木) 0:00に始まります。",
    ),
    (
        Code.ENTRY_LATE,
        {"closes_at": at("2026-11-23 23:59")},
        "この申しこみは、11月23日(月) 23:59に終わりました。空きがあるかは、館の人に聞けます。",
    ),
    (Code.LOSERS_ONLY, {}, "この抽選に申しこめるのは、前の抽選に外れた人とグループです。"),
    (
        Code.DRAWN,
        {"drawn_at": at("2026-12-01 10:00")},
        "この日の抽選は、12月1日(火) 10:00に終わりました。空いている時間は、予約できることがあります。",
    ),
    (Code.DRAWN, {}, "この日の抽選は終わりました。空いている時間は、予約できることがあります。"),
    (
        Code.RESULT_EARLY,
        {"opens_at": at("2026-12-27 09:00")},
        "抽選の結果は、12月27日(日) 9:00からわかります。",
    ),
    (
        Code.CONFIRM_EARLY,
        {"opens_at": at("2026-12-25 00:00")},
        "当たったあとの手続きは、12月25日(金) 0:00から始まります。",
    ),
    (
        Code.CONFIRM_LATE,
        {"closes_at": at("2026-11-28 23:59")},
        "手続きは11月28日(土) 23:59まででした。この当たりはなくなりましたが、空いていれば予約できます。"
        "事情があるときは、館の人に話してください。",
    ),
    (
        Code.ENTRIES,
        {"most": 4, "so_far": 4, "per": "month"},
        "抽選の申しこみは、1か月に4件までです。もう4件申しこんでいます。",
    ),
    (
        Code.WINS,
        {"most": 1, "so_far": 1, "per": "day"},
        "当たるのは、1日に1件までです。もう1件当たっています。",
    ),
    (
        Code.LOTTERY,
        {"round": "r0und", "opens_at": at("2026-12-01 09:00")},
        "この時間は、抽選で決めます。申しこみは、12月1日(火) 9:00に始まります。",
    ),
    (
        Code.LOTTERY,
        {"round": "r0und", "closes_at": at("2026-12-10 20:00")},
        "この時間は、抽選で決めます。申しこみは、12月10日(木) 20:00までです。早さは関係ありません。",
    ),
    (
        Code.LOTTERY,
        {"round": "r0und", "draws_at": at("2026-12-12 12:00")},
        "この時間は、抽選で決めます。結果は、12月12日(土) 12:00に出ます。"
        "空いた時間は、そのあと予約できます。",
    ),
    (Code.TIES_DRAWN, {}, "同じ時間に申しこみが重なったときは、抽選で決めます。"),
    (
        Code.TENTATIVE,
        {"closes_at": at("2026-11-28 23:59")},
        "仮の予約の手続きは、11月28日(土) 23:59まででした。",
    ),
    (Code.TENTATIVE, {}, "この予約は、まだ仮の予約です。期限までに手続きをすると決まります。"),
    (
        Code.PROGRAMME_AGE,
        {"ages": [{"from_grade": 3}], "people": 1},
        "この行事に出られるのは、小学3年生からです。今回のメンバーに、そのほかの年齢の人が1人います。",
    ),
    (Code.PAST, {}, "この時間は、もう終わりました。ほかの時間をえらべます。"),
    (Code.CLOSED, {"reason_ja": "点検", "reason_en": "inspection"}, "この時間はお休みです(点検)。"),
    (Code.CLOSED, {"reason_ja": "", "reason_en": ""}, "この時間はお休みです。"),
    (
        Code.CLOSED,
        {"reason_ja": "避難所のため", "reason_en": "it is a shelter", "open_end": True},
        "当分のあいだ、お休みです(避難所のため)。いつ開くかは、館の人に聞いてください。",
    ),
    (
        Code.CLOSED,
        {"reason_ja": "", "reason_en": "", "open_end": True},
        "当分のあいだ、お休みです。いつ開くかは、館の人に聞いてください。",
    ),
    (
        Code.CLOSED,
        {"reason_ja": "年末年始", "reason_en": "New Year", "when_asked": True},
        "きょうは館がお休みなので、申しこみを受けつけていません。開いている日に、もう一度どうぞ。",
    ),
    (
        Code.OUTSIDE_HOURS,
        {"open": [[at("2026-12-04 10:00"), at("2026-12-04 17:00")]]},
        "この日に使える時間は、10:00–17:00です。",
    ),
    (
        Code.OUTSIDE_HOURS,
        {"open": [[at("2026-12-04 09:00"), at("2026-12-04 16:30")]], "about": True},
        "この日に使える時間は、9:00–16:30ごろです。",
    ),
    (Code.OUTSIDE_HOURS, {"open": []}, "この日は、この部屋を使える時間がありません。"),
    (Code.OFF_SLOT, {}, "この部屋は、決まった区切りの時間で貸しています。窓の表からえらべます。"),
    (Code.NOT_LENT, {}, "この部屋は、この時間には貸していません。ほかの時間をえらべます。"),
    (Code.TAKEN, {}, "ちょうどこの時間に、ほかの予約が入っています。"),
    (Code.TAKEN, {"booking": "k3v9q"}, "この時間は、あなたの予約です。"),
    (
        Code.EQUIPMENT,
        {"things": ["drums"], "things_ja": ["ドラム"], "things_en": ["Drum kit"]},
        "ドラムは、この時間はほかの予約で使います。なしで予約するか、べつの時間をえらべます。",
    ),
    (Code.TURNOVER, {"minutes": 10}, "予約と予約のあいだは、入れかえのために10分空けています。"),
    (Code.ASK_HALL, {}, "この申しこみは、館の人に聞いてください。きまりだけでは決められません。"),
    (
        Code.WEATHER,
        {
            "warnings": ["storm"],
            "warnings_ja": ["暴風警報"],
            "warnings_en": ["a storm warning"],
            "free": True,
        },
        "暴風警報が出ているので、使うのは中止です。料金もペナルティもかかりません。気をつけてすごしてください。",
    ),
    (
        Code.WEATHER,
        {"warnings": ["storm"]},
        "警報が出ているので、使うのは中止です。気をつけてすごしてください。",
    ),
    (
        Code.CLOSED_EARLY,
        {"until_at": at("2026-12-04 17:00")},
        "夜の予約がない日は、17:00に閉まります。予約すると、そのあとも使えます。",
    ),
    (Code.EXTENSION, {"minutes": 30, "most_minutes": 60}, "のばせるのは、30分ずつ、60分までです。"),
    (Code.EXTENSION, {"minutes": 30, "most_minutes": None}, "のばせるのは、30分ずつです。"),
    (Code.EXTENSION, {"minutes": None, "most_minutes": 60}, "のばせるのは、60分までです。"),
    (Code.KEY_EARLY, {"from_at": at("2026-12-04 17:45")}, "部屋に入れるのは、17:45からです。"),
    (
        Code.TOO_LATE_TO_CANCEL,
        {"closes_at": at("2026-12-01 23:59")},
        "取り消しの受付は、12月1日(火) 23:59まででした。行けないときは、館に伝えてください。",
    ),
    (Code.REFUND, {"percent": 50}, "料金の50%が返ってきます。"),
    (Code.REFUND, {"percent": 100}, "料金は全部返ってきます。"),
    (Code.REFUND, {"percent": 0}, "今から取り消すと、料金は返ってきません。"),
    (Code.REFUND, {}, "料金が返るかどうかは、館の人に聞いてください。"),
    (
        Code.NO_SHOW,
        {"after_minutes": 30},
        "始まりの時間から30分たったので、この予約はなくなりました。来られるときは、館に電話してください。",
    ),
    (
        Code.NO_SHOW,
        {"after_minutes": 0},
        "始まりの時間をすぎたので、この予約はなくなりました。来られるときは、館に電話してください。",
    ),
    (
        Code.SANCTION,
        {"effect": "suspended", "until_on": date(2027, 1, 31)},
        "1月31日(日)までは、新しい申しこみをお休みしてもらっています。わけを聞きたいときや事情があるときは、館の人に話してください。",
    ),
    (
        Code.SANCTION,
        {"effect": "suspended"},
        "今は、新しい申しこみをお休みしてもらっています。わけを聞きたいときや事情があるときは、館の人に話してください。",
    ),
    (
        Code.SANCTION,
        {"effect": "deregistered", "until_on": date(2027, 1, 31)},
        "1月31日(日)までは、利用登録がお休みになっています。わけを聞きたいときや事情があるときは、館の人に話してください。",
    ),
    (
        Code.SANCTION,
        {"effect": "deregistered"},
        "今は、利用登録がなくなっています。わけを聞きたいときや事情があるときは、館の人に話してください。",
    ),
    (
        Code.SANCTION,
        {"effect": "lower_class", "until_on": date(2027, 1, 31)},
        "1月31日(日)までは、利用登録の区分が変わっています。わけを聞きたいときや事情があるときは、館の人に話してください。",
    ),
    (
        Code.SANCTION,
        {"effect": "lower_class"},
        "今は、利用登録の区分が変わっています。わけを聞きたいときや事情があるときは、館の人に話してください。",
    ),
    (Code.PREPAY, {}, "料金が、まだ届いていません。館の窓口ではらうと使えます。"),
]


def broken(code: Code, values: dict[str, Any]) -> Reason:
    return Reason(Finding.BROKEN, code, "C1", values)
