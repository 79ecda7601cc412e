"""When each duty of the service last ran, for a desk that wonders whether it still does."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from booking.queries.duties import Ran, duties
from booking.rules.duties import Duty
from booking.rules.staff import Right
from booking.web.desk.door import Desk, at_desk, show
from facilities.clock import machine_time
from facilities.labels import moment_words


@at_desk(Right.DESK)
@require_safe
def page(request: HttpRequest, desk: Desk) -> HttpResponse:
    # What is due goes by the hall's hour, when a duty ran by the machine's, as its lease does.
    found = duties(desk.now, machine_time())
    # Noted of all at once: said once, and beside a duty only where it was left behind.
    latest = max((one.looked for one in found if one.looked is not None), default=None)
    rows, looked = [_row(one, desk, latest) for one in found], _when(latest, desk)
    return show(request, desk, "booking/desk/duties.html", "desk-queue", rows=rows, looked=looked)


def _row(one: Ran, desk: Desk, latest: int | None) -> dict[str, object]:
    ran, looked = _when(one.at, desk) or _("まだ出番がありません"), _when(one.looked, desk)
    left = looked if one.looked != latest else ""
    return {"words": duty_words(one.duty), "ran": ran, "looked": left, "late": one.late}


def _when(at: int | None, desk: Desk) -> str:
    return "" if at is None else moment_words(at, desk.zone, desk.today)


def duty_words(duty: Duty) -> str:
    return {
        Duty.MAIL: _("メールを送る"),
        Duty.HORIZONS: _("予約が始まる時間を、待つ人に先に取っておく"),
        Duty.LINES: _("空きを待つ人への案内"),
        Duty.REMINDERS: _("前の日のお知らせ"),
        Duty.DRAWS: _("抽選のしめきりと抽選"),
        Duty.PLACE_DRAWS: _("行事の席の抽選"),
        Duty.EVENINGS: _("夜間開放の日を並べる"),
        Duty.CONSENTS: _("保護者の同意の期限のお知らせ"),
        Duty.SIGNUP_CONSENTS: _("行事の席を、保護者の同意まで取っておく期限"),
        Duty.DISPLACEMENTS: _("館の都合で使えなくなった人への案内の期限"),
        Duty.LAPSES: _("仮の予約の期限"),
        Duty.RENEWALS: _("利用登録の更新のお知らせ"),
        Duty.POSTS: _("職員の任期の終わりと、そのお知らせ"),
        Duty.WEBHOOKS: _("ほかのシステムへのお知らせ"),
        Duty.SWEEPING: _("古い記録の片づけ"),
        Duty.ERASURES: _("データを消した人を、バックアップからもどさないための控え"),
    }[duty]
