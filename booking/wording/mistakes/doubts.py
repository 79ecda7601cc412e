"""What looks wrong in a rulebook, though it is written correctly, as whoever writes it in forms reads it."""

from django.utils.translation import gettext_lazy

from booking.wording.mistakes.remedies import remedies

DOUBTS = remedies(
    (
        r"its (?:band )?(?P<time>\S+) (?:is )?never open.*",
        gettext_lazy("%(time)sに開いている日がありません"),
    ),
    (
        r"`\w+`: it is never open (?P<time>.*)",
        gettext_lazy("その時間に開いている日がありません(%(time)s)"),
    ),
    (
        r"`\w+`: its days \(`on`\) do not come.*",
        gettext_lazy("「いつ」にあたる日が、2年のあいだありません"),
    ),
    (r"hall .*: no `hours` and no `bands`.*", gettext_lazy("開く時間を言う条文のない部屋があります")),
    (r"every room of its `rooms` stands in.*", gettext_lazy("えらんだ部屋を、全部のぞいています")),
    (r"no party can be of its `users`.*", gettext_lazy("「どんな人や団体に」にあてはまる人がいません")),
    (
        r"`headcount`: `\w+` is (?P<n>\d+), and (?P<m>\d+) fit into .*",
        gettext_lazy("%(n)s人と書いてありますが、部屋の定員は%(m)s人です"),
    ),
    (
        r"its words name (?:times|dates|figures) that its data does not: (?P<named>.*)",
        gettext_lazy(
            "館の言葉にある「%(named)s」が、データにありません。どちらが正しいか、たしかめてください"
        ),
    ),
    (
        r"its data names (?:times|dates) that its words do not: (?P<named>.*)",
        gettext_lazy(
            "データにある「%(named)s」が、館の言葉にありません。どちらが正しいか、たしかめてください"
        ),
    ),
    (
        r"its words name other weekdays than its data",
        gettext_lazy("館の言葉の曜日が、データとちがいます。どちらが正しいか、たしかめてください"),
    ),
    (
        r"with clause (?P<id>\S+): at least (?P<n>\d+) and at most (?P<m>\d+) people",
        gettext_lazy("条文%(id)sと合わせると、%(n)s人から%(m)s人までになり、だれも使えません"),
    ),
    (
        r"`(?P<name>.*)` has no English",
        gettext_lazy("「%(name)s」の英語がありません。英語で読む人には、日本語のまま見えます"),
    ),
    (
        r"the .* `(?P<name>.*)` has no words in `names`.*",
        gettext_lazy("「%(name)s」の読み方がありません。「題と言葉」で、みんなが読む名前を足してください"),
    ),
    (
        r"question (?P<id>\S+): no clause knows the .* `(?P<name>.*?)`; .*",
        gettext_lazy("例題%(id)sの「%(name)s」を、どの条文も知りません"),
    ),
    (
        r"a use on (?P<day>\S+) is opened on (?P<first>\S+), "
        r"after clause (?P<id>\S+) closes it on (?P<last>\S+)",
        gettext_lazy(
            "%(day)sの利用は、受付が%(first)sに始まりますが、条文%(id)sで%(last)sに終わります。日にちをたしかめてください"
        ),
    ),
    (
        r"a use on (?P<day>\S+) opens on (?P<first>\S+), by clause (?P<id>\S+) on (?P<last>\S+): .*",
        gettext_lazy(
            "%(day)sの利用の受付は、この条文では%(first)sから、条文%(id)sでは%(last)sからです。おそいほうになります。どちらかだけにするか、だれのことか、どの部屋のことかを書きわけてください"
        ),
    ),
    (
        r"the `unless` of its `closes` helps nobody: .* clause (?P<id>\S+) has none.*",
        gettext_lazy("条文%(id)sの受付の終わりのほうが早いので、「あてはまらない場合」は使われません"),
    ),
)
