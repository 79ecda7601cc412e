"""What a token opens, in words."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from booking.rules.scopes import Scope

SCOPES: Mapping[Scope, Promise] = {
    Scope.READ: _("見る"),
    Scope.BOOK: _("予約する・変える・取り消す"),
    Scope.GROUPS: _("グループを変える"),
    Scope.ME: _("利用登録・お知らせ・同意のお願い・カレンダー"),
    Scope.DATA: _("自分のことを見る・直す・消す"),
    Scope.DESK_READ: _("窓口で見るもの"),
    Scope.DESK: _("窓口のしごと"),
}


def scope_words(scope: Scope) -> str:
    return str(SCOPES[scope])
