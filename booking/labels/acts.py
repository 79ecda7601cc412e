"""Acts in words: what was done, to which fields. A verb that has no words here is said by its own name."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from booking.labels.acts_news import OF_NEWS
from booking.labels.acts_reported import OF_ACTIVITIES
from booking.labels.acts_talents import OF_TALENTS
from booking.labels.deeds import DEEDS
from booking.labels.facts import CHANNELS
from booking.labels.years import OF_YEARS
from booking.models import Act

VERBS: Mapping[str, Promise] = {
    **DEEDS,
    **OF_ACTIVITIES,
    **OF_TALENTS,
    **OF_NEWS,
    **OF_YEARS,
    # programmes
    "make_programme": gettext_lazy("行事を作りました"),
    "change_programme": gettext_lazy("行事を変えました"),
    "publish_programme": gettext_lazy("行事を公開しました"),
    "withdraw_programme": gettext_lazy("行事の公開をやめました"),
    "cancel_programme": gettext_lazy("行事を中止にしました"),
    "hold_session": gettext_lazy("行事の日にちを決めました"),
    "move_session": gettext_lazy("行事の日時を変えました"),
    "cancel_session": gettext_lazy("行事の日を中止にしました"),
    "restore_session": gettext_lazy("行事の日の中止を取り消しました"),
    "count_session": gettext_lazy("行事に来た人を数えました"),
    "sign_up_for": gettext_lazy("行事に申しこみました"),
    "credit_committee": gettext_lazy("考えた子ども会議を決めました"),
    "name_committee": gettext_lazy("子ども会議として、のせました"),
    "end_committee": gettext_lazy("子ども会議を、ページから下げました"),
    "suggest_programme": gettext_lazy("やってみたいことを送りました"),
    "withdraw_suggestion": gettext_lazy("やってみたいことを取り下げました"),
    "answer_suggestion": gettext_lazy("やってみたいことに返事をしました"),
    "reopen_suggestion": gettext_lazy("返事を考えなおすことにしました"),
    "take_fee": gettext_lazy("行事の料金を受け取りました"),
    "give_fee_back": gettext_lazy("行事の料金を返しました"),
    "strike_fee": gettext_lazy("行事の料金の記録を取り消しました"),
    "issue_fee_receipt": gettext_lazy("行事の領収書を渡しました"),
    "copy_fee_receipt": gettext_lazy("行事の領収書を、もう一度出しました"),
    "stay_away": gettext_lazy("行事の日をやめました"),
    "come_after_all": gettext_lazy("やめた行事の日を、もとにもどしました"),
    "take_out": gettext_lazy("行事の日から外しました"),
    "put_back": gettext_lazy("行事の日に、もどしました"),
    "move_up": gettext_lazy("待っていた席が空きました"),
    "recur": gettext_lazy("くりかえす日にちを1つにまとめました"),
    "set_terms": gettext_lazy("申しこみのきまりを変えました"),
    "close_entries": gettext_lazy("行事の抽選をしめきりました"),
    "draw_places": gettext_lazy("行事の席を抽選しました"),
    "lapse_without_consent": gettext_lazy("同意がないので、席を次の人に回しました"),
    "look_at_particulars": gettext_lazy("申しこんだ人の事情を見ました"),
    "invite_partner": gettext_lazy("いっしょに作るグループをさそいました"),
    "answer_partner": gettext_lazy("いっしょに作るか、返事をしました"),
    "withdraw_partner": gettext_lazy("いっしょに作るのをやめました"),
    "import_plan": gettext_lazy("計画を取りこみました"),
    # series, waits, lotteries
    "book_series": gettext_lazy("くりかえしの予約をしました"),
    "cancel_series": gettext_lazy("くりかえしの予約を取り消しました"),
    "restore_series": gettext_lazy("くりかえしの予約をもどしました"),
    "move_series": gettext_lazy("くりかえしの予約を動かしました"),
    "wait": gettext_lazy("空きを待ちはじめました"),
    "stop": gettext_lazy("待つのをやめました"),
    "wait_again": gettext_lazy("もとの順番にもどしました"),
    "skip": gettext_lazy("空いた時間を案内できませんでした"),
    "change": gettext_lazy("申しこみを変えました"),
    "open_round": gettext_lazy("抽選の受付を始めました"),
    "cancel_round": gettext_lazy("抽選をとりやめました"),
    "declare": gettext_lazy("抽選に申しこみました"),
    "enter": gettext_lazy("抽選に申しこみました"),
    "change_entry": gettext_lazy("抽選の申しこみを変えました"),
    "set_round": gettext_lazy("抽選の回を決めました"),
    "close_list": gettext_lazy("抽選の受付を終えました"),
    "draw": gettext_lazy("抽選しました"),
    # groups
    "found": gettext_lazy("グループを作りました"),
    "rename": gettext_lazy("名前を変えました"),
    "count_usual": gettext_lazy("いつもの人数を決めました"),
    "keep_roster": gettext_lazy("カードのないメンバーを書きました"),
    "dissolve": gettext_lazy("グループを解散しました"),
    "invite": gettext_lazy("招待を作りました"),
    "revoke_invitation": gettext_lazy("招待を止めました"),
    "ask_anew": gettext_lazy("招待をたのみました"),
    "join": gettext_lazy("グループに入りました"),
    "leave": gettext_lazy("グループをやめました"),
    "remove": gettext_lazy("グループからはずしました"),
    "hand_over": gettext_lazy("代表をかわりました"),
    "apply": gettext_lazy("団体登録を申しこみました"),
    "send_back": gettext_lazy("申しこみを返しました"),
    # the hall
    "open_evenings": gettext_lazy("夜間開放を決めました"),
    "lay_out_evenings": gettext_lazy("夜間開放の日を先まで作りました"),
    "move_evening": gettext_lazy("この日の開館の時間を変えました"),
    "cancel_evening": gettext_lazy("この日の開館をやめました"),
    "restore_evening": gettext_lazy("やめた開館をもどしました"),
    "close": gettext_lazy("休みにしました"),
    "close_now": gettext_lazy("今から閉めました"),
    "lift": gettext_lazy("休みをやめました"),
    "warn": gettext_lazy("警報を知らせました"),
    "unwarn": gettext_lazy("警報を終えました"),
    "publish": gettext_lazy("館を公表しました"),
    "withdraw": gettext_lazy("取り下げました"),
    "set_course_date": gettext_lazy("講習会の日を決めました"),
    "import_rulebook": gettext_lazy("きまりを入れました"),
    "open_evening": gettext_lazy("この日だけの開館を決めました"),
    "end_evenings": gettext_lazy("くりかえしの夜間開放を終えました"),
    "close_regularly": gettext_lazy("くりかえしの休みを決めました"),
    "lay_out_closures": gettext_lazy("休みの日を先まで作りました"),
    "end_closures": gettext_lazy("くりかえしの休みを終えました"),
    "festival": gettext_lazy("館全体の行事を決めました"),
    "bring_in": gettext_lazy("ほかのカレンダーを取りこみました"),
    "take_back_outside": gettext_lazy("カレンダーの取りこみをもどしました"),
    "set_on_duty": gettext_lazy("当番を決めました"),
    "reconsider": gettext_lazy("もう一度考えることにしました"),
    "note": gettext_lazy("申し送りを書きました"),
    "note_done": gettext_lazy("申し送りをすませました"),
    "note_again": gettext_lazy("申し送りを出しなおしました"),
    "call_staff": gettext_lazy("職員を呼びました"),
    "count_free_use": gettext_lazy("部屋にいる人を数えました"),
    "see": gettext_lazy("その場でたしかめました"),
    "make_kiosk": gettext_lazy("とびらの画面を作りました"),
    "revoke_kiosk": gettext_lazy("とびらの画面を止めました"),
    "report_fault": gettext_lazy("備品の故障を記録しました"),
    "mend": gettext_lazy("備品が直ったと記録しました"),
    "mend_not": gettext_lazy("直った記録をもどしました"),
    "note_occurrence": gettext_lazy("気づいたことを記録しました"),
    "take_back_occurrence": gettext_lazy("気づいたことの記録をもどしました"),
    "draft_rules": gettext_lazy("きまりの下書きを始めました"),
    "set_draft_day": gettext_lazy("下書きの始まる日を変えました"),
    "put_clause": gettext_lazy("下書きのきまりを直しました"),
    "drop_clause": gettext_lazy("下書きからきまりをはずしました"),
    "restore_clause": gettext_lazy("下書きのきまりをもとにもどしました"),
    "put_words": gettext_lazy("下書きの題と言葉を直しました"),
    "put_hall_facts": gettext_lazy("下書きの館と部屋を直しました"),
    "put_days": gettext_lazy("下書きの日の集まりを直しました"),
    "drop_days": gettext_lazy("下書きから日の集まりをはずしました"),
    "adopt_answer": gettext_lazy("下書きの例題の答えを決めなおしました"),
    "drop_question": gettext_lazy("下書きから例題をはずしました"),
    "discard_draft": gettext_lazy("きまりの下書きを捨てました"),
    "withdraw_rules": gettext_lazy("これからのきまりを取り下げました"),
    # people
    "register": gettext_lazy("利用者を登録しました"),
    "verify_tie": gettext_lazy("市とのつながりをたしかめました"),
    "note_induction": gettext_lazy("講習会を受けたと記録しました"),
    "apply_for_registration": gettext_lazy("利用登録を申しこみました"),
    "approve_registration": gettext_lazy("利用登録を認めました"),
    "return_registration": gettext_lazy("利用登録を返しました"),
    "give_first_code": gettext_lazy("1回だけ使える番号を渡しました"),
    "set_password": gettext_lazy("パスワードを決めました"),
    "change_address": gettext_lazy("メールアドレスを変えました"),
    "correct": gettext_lazy("名前や連絡先を直しました"),
    "forget": gettext_lazy("記録を消しました"),
    "look": gettext_lazy("利用者の記録を見ました"),
    "see_number": gettext_lazy("電話番号を見ました"),
    "call": gettext_lazy("電話で知らせました"),
    "call_again": gettext_lazy("まだ電話していないことにしました"),
    "close_record": gettext_lazy("外からの問い合わせに答えないことにしました"),
    "open_record": gettext_lazy("外からの問い合わせに、また答えることにしました"),
    "ask_for_consent": gettext_lazy("保護者に同意をお願いしました"),
    "give_consent": gettext_lazy("保護者が同意しました"),
    "receive_consent": gettext_lazy("紙の同意を受け取りました"),
    "refuse_consent": gettext_lazy("保護者が同意しませんでした"),
    "revoke_consent": gettext_lazy("保護者が同意を取り消しました"),
    "let_stand": gettext_lazy("保護者が同意の取り消しをもどしました"),
    "reach": gettext_lazy("保護者の連絡先を直しました"),
    "copy": gettext_lazy("控えの送り先を変えました"),
    "sign_up": gettext_lazy("講習会に申しこみました"),
    "give_back_seat": gettext_lazy("講習会の席を返しました"),
    "subscribe": gettext_lazy("カレンダーの購読を作りました"),
    "renew": gettext_lazy("カレンダーの購読を新しくしました"),
    "revoke": gettext_lazy("カレンダーの購読を止めました"),
    "make_token": gettext_lazy("プログラムのためのトークンを作りました"),
    "revoke_token": gettext_lazy("プログラムのためのトークンを止めました"),
    "set_class": gettext_lazy("利用者区分を決めました"),
    # staff
    "give_post": gettext_lazy("持ち場を渡しました"),
    "change_role": gettext_lazy("持ち場を変えました"),
    "end_post": gettext_lazy("持ち場を終えました"),
    "renew_post": gettext_lazy("持ち場を更新しました"),
    "set_second_factor": gettext_lazy("2つめの鍵を用意しました"),
    "remove_second_factor": gettext_lazy("2つめの鍵をはずしました"),
    "reset_second_factor": gettext_lazy("2つめの鍵を用意しなおせるようにしました"),
    "new_recovery_codes": gettext_lazy("紙の番号を新しくしました"),
    "admin_add": gettext_lazy("管理のページで加えました"),
    "admin_change": gettext_lazy("管理のページで変えました"),
    "admin_delete": gettext_lazy("管理のページで消しました"),
    "replay": gettext_lazy("ほかのシステムへのお知らせを送りなおしました"),
    "renew_secret": gettext_lazy("お知らせの署名の鍵を新しくしました"),
    "export_acts": gettext_lazy("操作の記録を書き出しました"),
}

# A verb that is another one where it is done to something else than the hall's own or a member's record.
OF_THINGS: Mapping[tuple[str, str], Promise] = {
    ("group", "change_role"): gettext_lazy("グループでの役わりを変えました"),
    ("group", "declare"): gettext_lazy("家族だけのグループかどうかを伝えました"),
    ("group", "look"): gettext_lazy("グループの記録を見ました"),
    ("guardian", "stop"): gettext_lazy("保護者のページを止めました"),
    ("guardian", "look"): gettext_lazy("保護者のページを見ました"),
}

# What is done without signing in, so that no actor says who it was: at a room's door, by the label on a
# thing, by a guardian's link and by a reporter's. The service itself does nothing by these names.
AT_DOOR = frozenset({"check_in", "walk_in", "count", "call_staff"})
AT_THINGS = frozenset({"report_fault"})
OF_GUARDIANS = frozenset(
    {
        *("give_consent", "refuse_consent", "revoke_consent", "cancel", "keep_home", "look", "correct"),
        *("stay_away", "come_after_all"),
    }
)
OF_REPORTERS = frozenset(
    {"send_activity", "correct_activity", "withdraw_activity", "send_activity_again", "say_nothing"}
)

# What changed. Of fields that are not here (keys of other things) a log shows key and value as they stand.
FIELDS: Mapping[str, Promise] = {
    "state": gettext_lazy("状態"),
    "room_id": gettext_lazy("部屋"),
    "start": gettext_lazy("始まり"),
    "end": gettext_lazy("終わり"),
    "headcount": gettext_lazy("人数"),
    "role": gettext_lazy("持ち場"),
    "until": gettext_lazy("最後の日"),
    "published": gettext_lazy("公表"),
    "kind": gettext_lazy("種類"),
    "changed": gettext_lazy("変えたところ"),
    "looked_at": gettext_lazy("見たところ"),
    "course": gettext_lazy("講習会"),
    "booking": gettext_lazy("予約"),
    "dates": gettext_lazy("日数"),
    "day": gettext_lazy("日"),
    "from": gettext_lazy("始まりの日"),
    "valid_from": gettext_lazy("始まりの日"),
    "displaced": gettext_lazy("動く予約の数"),
    "yen": gettext_lazy("金額"),
    "percent": gettext_lazy("減免の割合"),
    "paper": gettext_lazy("書類"),
    "number": gettext_lazy("番号"),
    "clause": gettext_lazy("きまりの番号"),
    "at": gettext_lazy("日時"),
    "count": gettext_lazy("数"),
    "what": gettext_lazy("どうなっているか"),
    "clauses": gettext_lazy("館のきまり"),
    "child": gettext_lazy("お子さん"),
    "guardian": gettext_lazy("保護者"),
    "rulebook": gettext_lazy("きまり"),
    "purpose": gettext_lazy("何の同意か"),
    "confirms": gettext_lazy("いっしょに作る"),
    "way": gettext_lazy("どうやって"),
    "people": gettext_lazy("当番"),
    "entries": gettext_lazy("申しこみの数"),
    "wins": gettext_lazy("当たりの数"),
    "gone": gettext_lazy("なくなった日の数"),
    "groups": gettext_lazy("グループの名前を出す"),
}

# How a guardian has agreed, or is asked.
LOOKED_AT: Mapping[str, Promise] = {"contact": gettext_lazy("連絡先")}

SUBJECTS: Mapping[str, Promise] = {
    "booking": gettext_lazy("予約"),
    "series": gettext_lazy("くりかえしの予約"),
    "hall": gettext_lazy("館"),
    "facility": gettext_lazy("館"),
    "room": gettext_lazy("部屋"),
    "equipment": gettext_lazy("備品"),
    "department": gettext_lazy("課"),
    "person": gettext_lazy("利用者"),
    "post": gettext_lazy("職員"),
    "group": gettext_lazy("グループ"),
    "guardian": gettext_lazy("保護者"),
    "round": gettext_lazy("抽選"),
    "entry": gettext_lazy("抽選の申しこみ"),
    "notice": gettext_lazy("お知らせ"),
    "rulebook": gettext_lazy("きまり"),
    "course": gettext_lazy("講習会"),
    "programme": gettext_lazy("行事"),
    "signup": gettext_lazy("行事の申しこみ"),
    "partner": gettext_lazy("いっしょに作るグループ"),
    "committee": gettext_lazy("子ども会議"),
    "suggestion": gettext_lazy("やってみたいこと"),
    "plan": gettext_lazy("計画"),
    "reporter": gettext_lazy("報告をたのむ先"),
    "activity_day": gettext_lazy("活動日の報告"),
    "talent": gettext_lazy("地域人材"),
    "talent_list": gettext_lazy("地域人材リスト"),
    "introduction": gettext_lazy("人材の紹介"),
    "supported": gettext_lazy("支援する地域のグループ"),
    "grant": gettext_lazy("補助金"),
    "body": gettext_lazy("相談先"),
    "meeting": gettext_lazy("会議"),
    "lecture": gettext_lazy("出前講座"),
    "lecture_request": gettext_lazy("出前講座"),
    "news_issue": gettext_lazy("市報の号"),
    "article": gettext_lazy("記事の投稿"),
    "note": gettext_lazy("申し送り"),
    "wait": gettext_lazy("空きを待つ人"),
    "caller": gettext_lazy("登録のない人"),
    "invitation": gettext_lazy("招待"),
    "consent": gettext_lazy("保護者の同意"),
    "consent_request": gettext_lazy("同意のお願い"),
    "occurrence": gettext_lazy("気づいたこと"),
    "subscription": gettext_lazy("カレンダーの購読"),
    "api_token": gettext_lazy("プログラムのためのトークン"),
    "webhook": gettext_lazy("ほかのシステム"),
    "delivery": gettext_lazy("ほかのシステムへのお知らせ"),
}


def verb_words(verb: str, subject: str = "") -> str:
    """「取り消しました」. `subject` is what it was done to: who changes a booking changes who comes, and a
    role in a group is no post."""
    words = DEEDS if subject == "booking" and verb in DEEDS else VERBS
    return str(OF_THINGS.get((subject, verb)) or words.get(verb) or verb)


def nobody_words(verb: str) -> str:
    """Who has done what stands without an actor: a guardian, a school or a club that reports, somebody at a
    door or with a thing in their hands, whom nobody knows, or nobody at all."""
    if verb in OF_GUARDIANS:
        return _("保護者")
    if verb in OF_REPORTERS:
        return _("報告をたのんだ先")
    if verb in AT_THINGS:
        return _("利用者")
    return str(CHANNELS["door"]) if verb in AT_DOOR else _("自動")


def by_words(act: Act) -> str:
    """Who has done it: staff by their name; of members, who may be children, only that it was one."""
    if act.by_desk:
        # By no card number: one signs in by it. Whoever has gone for good has no name any more, and served.
        named = act.actor and (act.actor.name or act.actor.call_name)
        return named or _("職員")
    return nobody_words(act.verb) if act.actor is None else _("利用者")


def field_words(field: str) -> str:
    return str(FIELDS.get(field, field))


def subject_words(subject: str) -> str:
    return str(SUBJECTS.get(subject, subject))
