"""What the judge may lack, in the reader's words: what whoever asks can tell, and what the hall knows."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy, pgettext_lazy

FACTS: Mapping[str, Promise] = {
    # Who comes
    "people": gettext_lazy("だれが来るか"),
    "size": gettext_lazy("何人で来るか"),
    "ages": gettext_lazy("来る人の年齢"),
    "ties": gettext_lazy("住んでいるまち、通っているまち"),
    "at_school": gettext_lazy("学校に通っているか"),
    "school": gettext_lazy("どの学校に通っているか"),
    "accompanies": gettext_lazy("付きそいで来る人はだれか"),
    "represents": gettext_lazy("代表の人はだれか"),
    "roles": gettext_lazy("代表の人の役わり"),
    "proofs": gettext_lazy("何を持って来るか(学生証など)"),
    "consents": gettext_lazy("保護者の方の同意があるか"),
    "inductions": gettext_lazy("講習会を受けたか"),
    # How they are registered
    "registrations": gettext_lazy("利用登録があるか"),
    "registered_on": gettext_lazy("利用登録をした日"),
    "user_class": gettext_lazy("利用登録の区分"),
    "group": gettext_lazy("グループで使うか"),
    "group_name": gettext_lazy("グループの名前"),
    "kind": gettext_lazy("どんなグループか"),
    "local": gettext_lazy("このまちのグループか"),
    "one_family": gettext_lazy("家族だけのグループか"),
    # What they would do, and when
    "purpose": gettext_lazy("何に使うか"),
    "instruments": gettext_lazy("使う楽器"),
    "room": gettext_lazy("使う部屋"),
    "day": gettext_lazy("使う日"),
    "time": gettext_lazy("使う時間"),
    "channel": gettext_lazy("申しこみのしかた"),
    "history": gettext_lazy("今ある予約"),
    "entries": gettext_lazy("もう申しこんだ抽選の数"),
    "lost": gettext_lazy("前の抽選に外れたか"),
    "booked": gettext_lazy("予約してあるか"),
    "contacted": gettext_lazy("おくれると館に伝えたか"),
}

# What another choice of people answers, and another choice of room and time; nothing else does.
OF_WHO_COMES = frozenset(
    {
        "people",
        "size",
        "ages",
        "ties",
        "at_school",
        "school",
        "accompanies",
        "represents",
        "roles",
        "consents",
    }
    | {"inductions", "registrations", "registered_on", "user_class"}
    | {"group", "group_name", "kind", "one_family"}
)
# What a page of the form asks where a clause of the room does.
OF_THE_ROOM = frozenset({"instruments", "proofs", "at_school"})
OF_THE_USE = frozenset({"room", "day", "time"})

THE_HALLS: Mapping[str, Promise] = {
    "overlap": gettext_lazy("ほかのグループと同じメンバーがいるか"),
    "incidents": gettext_lazy("これまでの使い方"),
    "paid": gettext_lazy("料金が届いているか"),
    "vacant": gettext_lazy("部屋が空いているか"),
    "evening_booked": gettext_lazy("夜の予約があるか"),
    "warnings": gettext_lazy("警報が出ているか"),
}

CHANNELS: Mapping[str, Promise] = {
    "web": gettext_lazy("このサイト"),
    "phone": gettext_lazy("電話"),
    "counter": gettext_lazy("館の窓口"),
    "post": gettext_lazy("郵便"),
    "fax": gettext_lazy("ファックス"),
    "mail": gettext_lazy("メール"),
    "door": pgettext_lazy("申しこみのしかた", "とびらの画面"),
}
