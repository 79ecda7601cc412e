"""The kinds of problem that the API answers with, by the `code` that callers may rely on within v1."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True, slots=True)
class Kind:
    status: int
    title: Promise
    remedy: Promise  # what the caller can do; the detail where nothing nearer is known


KINDS: Mapping[str, Kind] = {
    "malformed": Kind(400, _("読み取れません"), _("JSON の書き方をたしかめてください。")),
    "invalid": Kind(400, _("入力を直してください"), _("errors の項目を直してください。")),
    "not_authenticated": Kind(401, _("サインインが必要です"), _("/in/login/ でサインインしてください。")),
    "csrf_failed": Kind(
        403,
        _("CSRF トークンが合いません"),
        _("csrftoken クッキーの値を X-CSRFToken ヘッダーで送ってください。"),
    ),
    "forbidden": Kind(403, _("この操作はできません"), _("館にたずねてください。")),
    "not_found": Kind(404, _("見つかりません"), _("アドレスと id をたしかめてください。")),
    "method_not_allowed": Kind(
        405, _("この方法は使えません"), _("Allow ヘッダーにある方法を使ってください。")
    ),
    "not_acceptable": Kind(
        406, _("その形式では答えられません"), _("Accept に application/json を入れてください。")
    ),
    "timeout": Kind(408, _("全部は届きませんでした"), _("もう一度送ってください。")),
    "refused": Kind(409, _("この予約はできません"), _("reasons にわけがあります。")),
    "lacking": Kind(409, _("まだ決められません"), _("lacking にあることを教えてください。")),
    "ask_hall": Kind(409, _("館にたずねてください"), _("館の職員が決めます。")),
    "stale": Kind(409, _("読んだあとで変わっています"), _("読みなおしてから送ってください。")),
    "too_many": Kind(409, _("これより多くは作れません"), _("いらないものをやめると、新しく作れます。")),
    "name_taken": Kind(409, _("同じ名前があります"), _("見分けられる名前をつけてください。")),
    "still_booked": Kind(409, _("これからの予約があります"), _("予約を取り消すと、できます。")),
    "leader_stays": Kind(409, _("代表がいなくなります"), _("代表をかわってもらうと、できます。")),
    "not_usable": Kind(409, _("この招待では入れません"), _("新しい招待をたのんでください。")),
    "full": Kind(409, _("いっぱいです"), _("ほかの日をえらんでください。")),
    "begun": Kind(409, _("もう始まっています"), _("ほかの日をえらんでください。")),
    "untimely": Kind(409, _("今はできません"), _("いつできるかは、それぞれの日時にあります。")),
    "unseen": Kind(
        409,
        _("使えなくなる予約が変わっています"),
        _("preview で見なおして、displaced に全員を書いてください。"),
    ),
    "not_yet": Kind(409, _("まだできません"), _("いつからできるかをたしかめて、それから送ってください。")),
    "too_late": Kind(409, _("もうできません"), _("今のようすを読みなおしてください。")),
    "overtaken": Kind(409, _("そのあとで変わっています"), _("今のようすを読みなおしてください。")),
    "no_inverse": Kind(409, _("この操作は、もどせません"), _("反対の操作をしてください。")),
    "of_others": Kind(
        409, _("ほかの館のきまりも変わります"), _("その館でまかされている人といっしょに決めてください。")
    ),
    "no_child": Kind(409, _("同意はいりません"), _("同意なしで使えます。")),
    "precondition_failed": Kind(
        412, _("読んだあとで変わっています"), _("読みなおして、新しい ETag で送ってください。")
    ),
    "too_large": Kind(413, _("大きすぎます"), _("本文は 64 KiB までにしてください。")),
    "out_of_scope": Kind(
        403,
        _("このトークンではできません"),
        _("トークンの範囲にない操作です。/me/tokens/ で、この範囲のトークンを作ってください。"),
    ),
    "second_factor_missing": Kind(
        403,
        _("2つめの鍵がいります"),
        _("2つめの鍵で入ってから、もう一度送ってください。"),
    ),
    "version_missing": Kind(
        428,
        _("どの版を変えるかが書かれていません"),
        _("読んだときの ETag を If-Match で送ってください。"),
    ),
    "unsupported_media_type": Kind(
        415,
        _("この形式は読めません"),
        _("Content-Type: application/json で送ってください。"),
    ),
    "unfit": Kind(422, _("入力を直してください"), _("errors の項目を直してください。")),
    "key_reused": Kind(
        422,
        _("同じ Idempotency-Key でちがう内容が送られました"),
        _("新しい内容には新しいキーを使ってください。"),
    ),
    "too_many_requests": Kind(429, _("回数が多すぎます"), _("Retry-After の秒数だけ待ってください。")),
    "error": Kind(500, _("うまく動きませんでした"), _("こちらの不具合です。記録しました。")),
    "unavailable": Kind(503, _("ただいま混み合っています"), _("Retry-After の秒数だけ待ってください。")),
}
