"""What is wrong with a file from outside, and what helps, in the reader's language."""

from collections.abc import Callable, Mapping

from django.utils.translation import gettext as _

from booking.ical.lines import Fault, Mistake

# Of each with what the mistake names.
FAULTS: Mapping[Fault, Callable[[str], str]] = {
    Fault.EMPTY: lambda _v: _("ファイルが空です。カレンダーから書き出しなおしてください。"),
    Fault.TOO_BIG: lambda _v: _("ファイルが大きすぎます。1年度ずつ、700KBまでに分けて書き出してください。"),
    Fault.NOT_UTF8: lambda _v: _(
        "文字が読めません。カレンダーアプリからそのまま書き出すか、文字コードをUTF-8にして保存してください。"
    ),
    Fault.NOT_A_CALENDAR: lambda _v: _(
        "カレンダーのファイル(.ics)ではありません。カレンダーアプリの「書き出し」で作ったファイルをえらんでください。"
    ),
    Fault.CUT_OFF: lambda _v: _("ファイルがとちゅうで切れています。もう一度書き出してください。"),
    Fault.NESTED: lambda _v: _("ファイルの形がこわれています。もう一度書き出してください。"),
    Fault.NO_EVENTS: lambda _v: _(
        "予定が1つも入っていません。書き出したカレンダーと期間をたしかめてください。"
    ),
    Fault.TOO_MANY: lambda most: (
        _("予定が%(most)s件をこえています。期間を短くして、分けて書き出してください。") % {"most": most}
    ),
    Fault.LONG_LINE: lambda name: (
        _("%(name)sが長すぎます。カレンダーで短くして、書き出しなおしてください。") % {"name": name}
    ),
    Fault.UNREADABLE: lambda _v: _("この行が読めません。この予定を作りなおして、書き出しなおしてください。"),
    Fault.NO_UID: lambda _v: _("予定の番号(UID)がありません。カレンダーアプリから書き出しなおしてください。"),
    Fault.NO_TITLE: lambda _v: _(
        "予定の名前がありません。カレンダーで名前を入れて、書き出しなおしてください。"
    ),
    Fault.LONG_TITLE: lambda most: (
        _("名前が長すぎます。%(most)s文字までにして、書き出しなおしてください。") % {"most": most}
    ),
    Fault.LETTERS: lambda which: (
        _("名前に使えない文字(%(letters)s)が入っています。名前を打ちなおして、書き出しなおしてください。")
        % {"letters": which}
    ),
    Fault.NO_START: lambda _v: _(
        "始まりの日がありません。カレンダーで日を入れて、書き出しなおしてください。"
    ),
    Fault.NO_END: lambda _v: _("終わりの時間がありません。カレンダーで入れて、書き出しなおしてください。"),
    Fault.BACKWARDS: lambda _v: _(
        "終わりが、始まりよりあとではありません。カレンダーで直して、書き出しなおしてください。"
    ),
    Fault.ENDLESS: lambda most: (
        _("%(most)s日より長い予定です。短い予定に分けて、書き出しなおしてください。") % {"most": most}
    ),
    Fault.FAR: lambda year: (
        _("%(year)s年からの予定は、古すぎるか先すぎます。この予定を外して、書き出しなおしてください。")
        % {"year": year}
    ),
    Fault.ZONE: lambda zone: (
        _(
            "時間帯「%(zone)s」がわかりません。カレンダーの設定を「日本時間(Asia/Tokyo)」にして、書き出しなおしてください。"
        )
        % {"zone": zone}
    ),
    Fault.RULE: lambda rule: (
        _("くりかえし方(%(rule)s)が読めません。1日ずつの予定にして、書き出しなおしてください。")
        % {"rule": rule}
    ),
    Fault.TOO_MANY_RULES: lambda most: (
        _("くりかえす予定が%(most)s件をこえています。期間を短くして、分けて書き出してください。")
        % {"most": most}
    ),
}


def mistake_words(mistake: Mistake) -> str:
    """What is wrong, where in the file, and what helps."""
    said = FAULTS[mistake.fault](mistake.value)
    if not mistake.line:
        return said
    told = {"line": mistake.line, "event": mistake.event, "said": said}
    if mistake.event:
        return _("%(line)d行目「%(event)s」:%(said)s") % told
    return _("%(line)d行目:%(said)s") % told
