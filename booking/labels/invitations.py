"""Why an invitation does not let somebody in, or is not made: for the pages and the API alike."""

from django.utils.translation import gettext as _


def invitation_words(why: str) -> str:
    """`why` is a value of `queries.invitations.Why`."""
    return {
        "unknown": _(
            "この招待は、見つかりませんでした。リンクは、はじめから終わりまで全部コピーして開いてください。"
            "うまくいかないときは、さそってくれた人に、もう一度送ってもらってください。"
        ),
        "member": _("もう、このグループに入っています。"),
        "revoked": _("この招待は、取りやめになりました。さそってくれた人に、新しい招待をたのんでください。"),
        "used": _("この招待は、もう使われました。さそってくれた人に、新しい招待をたのんでください。"),
        "expired": _("この招待は、7日がすぎて使えなくなりました。新しい招待をたのんでください。"),
        "full": _("このグループは、人数がいっぱいです。代表の人に聞いてください。"),
    }[why]


def too_many_words() -> str:
    return _("使える招待が、もう10あります。いらないものをやめると、新しく作れます。")
