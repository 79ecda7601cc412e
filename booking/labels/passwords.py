"""What is wrong with a password, and what to choose instead."""

from django.utils.translation import gettext as _


def weak_words(code: str) -> str:
    """By the code of the rule that it breaks."""
    words = {
        "password_too_short": _("8文字以上にしてください。"),
        "password_entirely_numeric": _("数字だけでなく、文字も入れてください。"),
    }
    # Of any other rule: it is easy to guess, from a list or from what one is called.
    return words.get(code, _("人に当てられやすいパスワードです。ほかのものにしてください。"))
