"""What was done to an issue of the newsletter or to an article, as an act says it."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

OF_NEWS: Mapping[str, Promise] = {
    "make_issue": gettext_lazy("市報の号を決めました"),
    "withdraw_issue": gettext_lazy("市報の号を取り消しました"),
    "submit_article": gettext_lazy("記事を送りました"),
    "change_article": gettext_lazy("記事を変えました"),
    "withdraw_article": gettext_lazy("記事を取り下げました"),
    "accept_article": gettext_lazy("記事をのせることにしました"),
    "ask_writer": gettext_lazy("記事について聞きました"),
    "decline_article": gettext_lazy("記事をのせないことにしました"),
    "reopen_article": gettext_lazy("記事をもう一度読むことにしました"),
}
