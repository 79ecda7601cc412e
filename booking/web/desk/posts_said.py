"""What is said when a post cannot be given, changed or ended."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from booking.actions.posts import HasPost, LastManager, NotYet, OwnPost

SAID: Mapping[type[Exception], Promise] = {
    OwnPost: _("自分の持ち場や鍵は、自分では変えられません。ほかの責任者か、担当の課にたのんでください。"),
    LastManager: _("最後の責任者です。先に、ほかの人を館の責任者にしてください。"),
    HasPost: _("この人は、もうこの館で働いています。持ち場を変えるときは、名前をえらんでください。"),
    NotYet: _("次の年度の更新は、2月からできます。"),
}


def post_said(why: Exception) -> str:
    return str(SAID[type(why)])
