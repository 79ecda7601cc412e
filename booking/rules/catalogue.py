"""The types of clauses that halls publish, as they were counted over sixty of them, the commonest first.

Each has a home among our terms: which one is said by the term (`carries`), and by the tests that every
type has one.
"""

from collections.abc import Mapping
from typing import NamedTuple


class Published(NamedTuple):
    ja: str
    en: str


CATALOGUE: Mapping[str, Published] = {
    "HOURS": Published("開館時間・利用時間", "opening hours by weekday / holiday"),
    "REG_REQUIRED": Published("利用登録・団体登録", "registration before booking"),
    "CLOSED_YEAREND": Published("年末年始", "year-end closure, may differ by room"),
    "CHANNEL": Published("電話不可・窓口のみ・WEBのみ・窓口受付時間", "channels allowed, by period or step"),
    "WHO_STAGE": Published("対象:中高生・29歳以下", "age range or school-stage range"),
    "GROUP_MIN": Published("○人以上の団体", "minimum members; individuals excluded or limited"),
    "CLOSED_WEEKLY": Published("毎週○曜日休館", "weekly closing day"),
    "SLOT": Published("利用区分・コマ(午前/午後/夜間)", "fixed bookable bands"),
    "RESIDENCY": Published("市内在住・在勤・在学", "residence / work / school tie (or explicitly none)"),
    "CHECKIN": Published("受付・利用証提示", "check-in step"),
    "PURPOSE_BAN": Published("営利・政治・宗教の禁止", "purposes refused"),
    "LOTTERY": Published("抽選", "entry window, draw date, target month(s)"),
    "FCFS": Published("先着順", "first-come after the lottery"),
    "HOURS_BY_STAGE": Published(
        "小学生は○時まで(帰宅時間)",
        "leave-by / enter-from time by school stage or age, with guardian override",
    ),
    "CLOSED_NTH": Published("第2・第4月曜", "nth weekday of the month"),
    "ROOM_SCOPE": Published("室ごとの用途・単位", "rules that hold for some rooms only"),
    "CAP_PERIOD": Published("月○回・週1回・1日4時間", "cap per period"),
    "FEE_FREE": Published("無料", "free"),
    "OPEN_FIRST": Published(
        "○か月前の月の1日から", "opens on the 1st of the month N months before the month of use"
    ),
    "PREPAY": Published("前納", "pay before use / at application / within days"),
    "CUTOFF": Published("3日前まで・前日まで・前月20日", "last moment to apply"),
    "CAPACITY": Published("定員", "max people"),
    "CLOSED_SHIFT": Published("翌日・直後の平日に振替", "closure moves when it meets a holiday / Tuesday"),
    "GROUP_SHARE": Published("過半数・半数以上・3分の2以上", "share of members that are youths / local"),
    "WALK_IN": Published("予約不要・個人利用", "areas usable without booking, or closed to individuals"),
    "PENALTY": Published("利用停止", "suspension / loss of class / deregistration / count of cancellations"),
    "ID_CHECK": Published("身分証・学生証", "ID at registration / booking / on the day"),
    "CLOSED_EXCEPT": Published("こどもの日を除く・祝日は開館", "day that stays open in spite of a rule"),
    "CLOSED_HOLIDAY": Published(
        "祝日休館", "closed on national holidays incl. substitute & citizens' holidays"
    ),
    "REG_VALID": Published(
        "年度末まで・毎年更新", "validity: to 31 March, yearly renewal, lapse after non-use"
    ),
    "CAP_RELEASE": Published(
        "2週間前からは制限なし・1回目終了後",
        "cap lifted near the day / after a use / for some bands / by decision",
    ),
    "HOURS_SEASONAL": Published(
        "夏時間・冬時間", "hours that change by month or season (also sunset-linked)"
    ),
    "PRIORITY": Published("優先・空いていれば一般も", "priority of a class; others only if free"),
    "BAND_EVENING": Published("夜間開放・中高生タイム・ユースタイム", "evening opening reserved for a stage"),
    "CANCEL_BY": Published("取消は○日前まで", "free cancel deadline per channel"),
    "CLOSED_ADHOC": Published("臨時休館日", "temporary closure / host building closed / room suspended"),
    "OPEN_DATE": Published("1か月前の同日から", "opens N months (days) before the day, same day number"),
    "PREP_INSIDE": Published("準備・片付けを含む", "preparation/cleaning count inside the slot"),
    "PURPOSE_ONLY": Published("目的限定室", "only listed purposes"),
    "SUPERVISOR": Published(
        "小中学生のみは成人引率", "minors-only group needs an adult; lifts leave-by times"
    ),
    "GROUP_REP": Published(
        "代表者の要件", "representative must be youth / adult / HS+ / local / not the teacher"
    ),
    "EXTENSION": Published("延長", "extension on the day if nobody follows"),
    "FEE_CLASS": Published("青少年免除・減免", "youth free / reduced, by card"),
    "FEE_SLOT": Published("区分別・時間帯別使用料", "amount per band / hour / unit"),
    "GUARDIAN": Published("幼児は保護者同伴", "preschoolers accompanied"),
    "LOTTERY_CAP": Published("抽選の上限コマ数", "cap on entries / wins"),
    "LOTTERY_RESULT": Published("当落の確認", "when / how results are given"),
    "OPEN_SHIFT": Published("休館日の場合は翌日", "opening day moves when it is closed / weekend"),
    "RESTORE": Published("原状復帰・点検", "restore & inspection"),
    "UNIT": Published("1回2時間・1時間単位", "free-start unit or splitting of a band"),
    "YIELD_TO_PROGRAMME": Published("事業に支障のない範囲", "hall programmes come first"),
    "ANCILLARY": Published("駐車場・ロッカー", "parking, storage"),
    "BUFFER": Published("終了15分前・鍵の返却", "turn-over gap, key-out / key-back offset, finish-early"),
    "TENTATIVE": Published("仮予約", "provisional booking lapses unless completed"),
    "CONDUCT": Published("飲食・禁煙・飲酒", "conduct"),
    "CONSEC_SLOTS": Published("連続する区分は1回", "max consecutive bands, or how bands & rooms count"),
    "INDUCTION": Published("講習会", "course before first use"),
    "OPEN_BY_CLASS": Published("青少年は3か月前・一般は1か月前", "different opening per user class"),
    "TIE_LOTTERY": Published("同時申込は抽選", "draw only among conflicts"),
    "CLOSED_AFTER_HOLIDAY": Published("祝日の翌日", "closed on the day after a holiday"),
    "CONSEC_DAYS": Published("連続3日まで", "max consecutive days"),
    "EQUIP_LOAN": Published("借りられるもの", "equipment on loan"),
    "LOTTERY_CONFIRM": Published("確定手続", "winner must confirm in a window or loses"),
    "NOSHOW": Published("無断キャンセル", "no-show test"),
    "OPEN_BY_ROOM": Published("ホールは1年前", "different opening per room"),
    "PERMIT_FORM": Published("使用許可申請書", "paper application / permit"),
    "REFUND": Published("還付率", "refund tiers"),
    "REG_CLASS": Published("登録区分", "registration classes with different rights"),
    "SAMEDAY": Published("当日予約", "same-day booking forbidden, or the only way"),
    "SLOT_BY_DAY": Published("火・水のみ", "bands that exist only on some weekdays / day types"),
    "WHO_STAGE_BY_SLOT": Published("夜間のみ若者も", "eligibility that depends on the band / time"),
    "INSTRUMENT_BAN": Published("使用できない楽器", "instruments / loudness refused by room"),
    "PENALTY_POINTS": Published("ペナルティポイント", "points per event"),
    "CLOSED_FIXED": Published("8月6日・お盆", "fixed annual dates"),
    "FEE_EXEMPT": Published("減免(障害者・市共催)", "exemption by holder or event"),
    "GOVERNANCE": Published("中高生運営委員会", "youth committee (no booking effect)"),
    "GROUP_ALL_REG": Published("全員登録", "every member registered"),
    "GROUP_FAMILY": Published("家族のみ不可", "a single family is not a group"),
    "GROUP_MIN_ATTEND": Published("当日の人数", "minimum present on the day"),
    "GUARDIAN_CONSENT": Published("保護者の承認・申しこみ", "guardian's consent on file"),
    "OPEN_NTH": Published("第2土曜10時から", "opens on an nth weekday"),
    "OVERNIGHT": Published("宿泊", "overnight use outside the hours"),
    "REG_SHARED": Published("共通登録", "one registration for several halls"),
    "REPORT": Published("使用報告書", "usage report after use"),
    "WEATHER": Published("警報発令時", "warning (or disaster) cancels use"),
    "PROG_QUOTA": Published(
        "各学年10人・抽選", "hall programme with quotas per grade and an application window"
    ),
    "CAP_OUTSTANDING": Published("1人1枠、利用後に次", "cap on unused bookings"),
    "CLOSED_ELECTION": Published("投票日", "closed on polling days"),
    "CLOSED_MONTHEND": Published("館内整理日(月末)", "last day of month"),
    "FEE_SEASON": Published("暖房料", "seasonal add-on"),
    "HEALTH": Published("37℃以上・学校休校", "health conditions for entry"),
    "HOURS_IF_BOOKED": Published(
        "申請がない場合は17時閉館", "building closes early if nothing is booked that evening"
    ),
    "OVERRUN": Published("時間超過の追加料金", "over-running is charged"),
    "PERIOD": Published("期間限定", "rule set or room only valid in a period"),
    "QUIET": Published("音出しは21時まで", "sound must stop before the slot ends"),
    "REG_CHANGE": Published("変更届", "changes must be reported"),
    "REG_DUP": Published("同一団体の重複登録禁止", "duplicate group test"),
    "ROOM_COMBINE": Published("A+Bを一体利用", "joined rooms, fee = sum"),
    "SLOT_NOT_LENT": Published(
        "金額の表示がない区分は貸出しない", "bands left blank in the table are not lent"
    ),
    "STANDING_BOOKING": Published("年間申請", "whole-year booking"),
    "WHO_FYEND": Published(
        "18歳になる年度末まで", "until 31 March of the fiscal year in which an age is reached"
    ),
}
