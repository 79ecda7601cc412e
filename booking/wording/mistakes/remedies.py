"""The sentences of the check of the language, as somebody reads them who writes rules in forms or by the API.

The check speaks to whoever writes a file, in English and with parameters in backticks. Here each of its
sentences stands with the remedy for the form: `%(p)s`, `%(q)s` and `%(r)s` are parameters by their names in
the form, `%(names)s` several of them; whatever else is a group stands as it is.
"""

import re
from collections.abc import Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy

from booking.rules.mistakes import A_DAY, A_NUMBER, A_TABLE

Remedy = tuple[re.Pattern[str], Promise]
ONE = r"`(?P<p>\w+)`"


def remedies(*rows: tuple[str, Promise]) -> Sequence[Remedy]:
    return tuple((re.compile(pattern, re.IGNORECASE), words) for pattern, words in rows)


# The particular before the general: the first that fits the whole sentence is said.
OF_TIMES = remedies(
    (r'write a time of day as "HH:MM", in quotes', gettext_lazy("17:30 のような時間にしてください")),
    (r"a time of day is at most .*", gettext_lazy("48:00(次の日の終わり)までにしてください")),
    (
        r"(?:the band's )?`to` is not after (?:its )?`from`.*",
        gettext_lazy(
            "終わりは、始まりよりあとの時間にしてください。日をまたぐときは、次の日の1時を 25:00 と書きます"
        ),
    ),
    (
        r"`from` lies before 24:00, and `to` after it.*",
        gettext_lazy(
            "始まりは24:00より前、終わりは始まりよりあとにしてください。次の日の2時は 26:00 と書きます"
        ),
    ),
    (r"`from` lies before 24:00.*", gettext_lazy("始まりは、24:00より前にしてください")),
    (
        r"two of the bands overlap: (?P<one>\S+) and (?P<two>\S+)",
        gettext_lazy("%(one)sと%(two)sが重なっています。どちらかの時間を直してください"),
    ),
    (
        r"(?P<p>\w+) is not a multiple of minutes \((?P<n>\d+)\)",
        gettext_lazy("%(p)sは、%(n)sでわりきれる数にしてください"),
    ),
    (
        rf"{ONE} is not a multiple of `(?P<q>\w+)`",
        gettext_lazy("%(p)sは、%(q)sでわりきれる数にしてください"),
    ),
    (
        r"(?P<p>max_minutes) is less than the shortest use",
        gettext_lazy("%(p)sは、いちばん短い時間より短くできません"),
    ),
)
OF_DAYS = remedies(
    (re.escape(A_DAY), gettext_lazy("2026-04-01 のような日にちにしてください")),
    (r'write a day of the year as "MM-DD".*', gettext_lazy("12-29 のような月と日にしてください")),
    (
        r"day (?:is out of range for month|\d+ must be in range .*)|month must be in 1\.\.12",
        gettext_lazy("暦にない日です。月と日をたしかめてください"),
    ),
    (r"`?until`? is before `?from`?", gettext_lazy("終わりの日は、始まりの日よりあとにしてください")),
    (rf"{ONE} is before `(?P<q>\w+)`", gettext_lazy("%(p)sは、%(q)sよりあとの日にしてください")),
    (
        r"names another day set.*",
        gettext_lazy("ほかの日の集まりは使えません。日にちを書いてください"),
    ),
    (
        r"`until_further_notice` needs the first day .*",
        gettext_lazy("「当分のあいだ」には、いつからかの日がいります。終わりの日は空けてください"),
    ),
    (
        r"`both` closes the day and another one.*",
        gettext_lazy("もとの日も休むときは、もう1日をどこにするかをえらんでください"),
    ),
    (
        r"is counted in days or months, or a date: leave `(?P<p>minutes)` out",
        gettext_lazy("日か月か日にちで数えます。%(p)sは空けてください"),
    ),
    (
        r"a \w+ has no same day: .*",
        gettext_lazy(
            "四半期・半年・年度で数えるときは、その月の何日か、または第何週の何曜日かを書いてください"
        ),
    ),
    (
        rf"{ONE} says which `(?P<q>days)` are counted.*",
        gettext_lazy("%(p)sは、何日前かで数えるときだけ書けます"),
    ),
    (
        r"a day that schools note is their own.*",
        gettext_lazy("学校の日には、振替を書けません。どちらかを空けてください"),
    ),
    (
        rf"{ONE} is counted in days or months",
        gettext_lazy("%(p)sは、何日前か何か月前かで書いてください"),
    ),
    (
        rf"{ONE} cannot name notes of schools.*",
        gettext_lazy("%(p)sには、学校の日を使えません。日にちか曜日を書いてください"),
    ),
    (
        r"(?:is counted from the draw: say when that is|the draw is counted from the use), .*",
        gettext_lazy("抽選の日から数えています。抽選の日は、使う日から数えて、別の条文に書いてください"),
    ),
    (
        r'write "advance", "same_day" or a table.*',
        gettext_lazy("前の日までか、その日か、何日前かを書いてください"),
    ),
)
OF_PEOPLE = remedies(
    (
        r"give at least one bound.*",
        gettext_lazy(
            "何歳・何年生・どの世代からか、またはどこまでかを、1つは書いてください。だれでもなら、年齢は空けます"
        ),
    ),
    (
        r"nobody is ever of these ages.*",
        gettext_lazy("この年齢の人はいません。下と上が、入れかわっていませんか"),
    ),
    (
        r"give one from_ bound.*",
        gettext_lazy("何歳・何年生・どの世代からかは、1つだけ書いてください"),
    ),
    (
        r"give one to_ bound.*",
        gettext_lazy("何歳・何年生・どの世代までかは、1つだけ書いてください"),
    ),
    (
        r"a size is that of the party.*",
        gettext_lazy("人数は、いっしょに来る人たちみんなの数です。1人ずつ見るときは、人数を空けてください"),
    ),
    (
        r"say which users are meant.*",
        gettext_lazy("どんな人や団体かを、1つは書いてください。だれでもなら、全部空けます"),
    ),
    (
        r'`of = "group"` stands without (?P<names>.*)',
        gettext_lazy("団体についての条文では、%(names)sを空けてください"),
    ),
    (
        r"give `(?P<p>ties)`, or `required = false`.*",
        gettext_lazy("%(p)sをえらぶか、つながりはいらないことにしてください"),
    ),
    (
        rf"{ONE} are those of people: .*",
        gettext_lazy("%(p)sは、人についての条文だけに書けます"),
    ),
    (r'write a share as "2/3".*', gettext_lazy("2/3 のような割合にしてください")),
    (r"a share lies between .*", gettext_lazy("0より多く、1までの割合にしてください")),
)
OF_MONEY = remedies(
    (r"write points as a number.*", gettext_lazy("1 や 0.5 のような数にしてください")),
    (r"say what the yen are `(?P<p>per)`.*", gettext_lazy("%(p)sかを、えらんでください")),
    (
        r"`prices` are per .*",
        gettext_lazy("時間ごとの料金は、1区分ごとか1時間ごとのときだけ書けます"),
    ),
    (
        r'`per = "thing"` needs `(?P<p>things)`',
        gettext_lazy("備品1つごとの料金には、%(p)sも書いてください"),
    ),
    (
        r'`(?P<p>ages)` need `per = "person"`',
        gettext_lazy("%(p)sは、1人ごとの料金のときだけ書けます"),
    ),
    (r"say how much is paid: give `(?P<p>pays_percent)`", gettext_lazy("%(p)sを書いてください")),
    (
        r"what is paid when booking is paid by no later day: leave `(?P<p>\w+)` out",
        gettext_lazy("予約のときにはらうなら、%(p)sは空けてください"),
    ),
    (
        r"what ends the same day does not begin later: leave `(?P<p>\w+)` out",
        gettext_lazy("その日で終わるなら、%(p)sは空けてください"),
    ),
    (
        r'`when = "within_days"` and `(?P<p>days)` go together',
        gettext_lazy("日数で決めるときだけ、その日数も書いてください"),
    ),
)
OF_NAMES = remedies(
    (
        r"`(?P<name>.*)` is not known here.*",
        gettext_lazy("「%(name)s」は、このきまりにありません。えらびなおすか、先に足してください"),
    ),
    (r"is not known here.*", gettext_lazy("ここには書けません。消してください")),
    (r"has no `type`.*", gettext_lazy("規定の種類をえらんでください")),
    (r"write a key in small letters.*", gettext_lazy("半角の小さい英字と数字で書いてください")),
    (
        r"write an id in letters.*",
        gettext_lazy("C4 のような、半角の英字と数字にしてください"),
    ),
    (r"write a time zone.*", gettext_lazy("Asia/Tokyo のように書いてください")),
    (r"is given twice in this file", gettext_lazy("同じものが、ほかにもあります")),
    (r"the room (?P<name>\S+) is named twice", gettext_lazy("部屋「%(name)s」が、2つあります")),
    (r"is the id of another clause too", gettext_lazy("ほかの条文と同じ番号です")),
    (
        r"`parts` are at least two other rooms",
        gettext_lazy("つないだ部屋とはちがう部屋を、2つ以上えらんでください"),
    ),
    (
        r"the room is booked as it stands.*",
        gettext_lazy("この部屋には予約があります。もとの部屋は、今のままにしてください"),
    ),
    (
        r"people have booked under the version of that day.*",
        gettext_lazy("その日の版で、もう予約があります。もっとあとの日からにしてください"),
    ),
    (
        r"holds characters that cannot be shown.*",
        gettext_lazy("見えない文字が入っています。消して、書きなおしてください"),
    ),
)
# What is missing, or too much, and belongs together.
OF_SEVERAL = remedies(
    (
        rf"give {ONE}(?: \(.*?\))?, `(?P<q>\w+)` or both.*",
        gettext_lazy("%(p)sか%(q)sを書いてください"),
    ),
    (
        r"give `from` and `until`, or else a `(?P<p>calendar)`",
        gettext_lazy("始まりと終わりを書くか、%(p)sをえらんでください"),
    ),
    (
        rf"give either {ONE} or `(?P<q>\w+)`.*",
        gettext_lazy("%(p)sか%(q)sの、どちらか1つを書いてください"),
    ),
    (r"give one of (?P<names>.*)", gettext_lazy("%(names)sのうち、1つだけを書いてください")),
    (
        r"say (?:who|what) .*: (?:give )?(?P<names>`\w+`, .*)",
        gettext_lazy("%(names)sのうち、1つは書いてください"),
    ),
    (rf"{ONE} is less than `(?P<q>\w+)`", gettext_lazy("%(p)sは、%(q)sより小さくできません")),
    (
        rf"{ONE} counts `(?P<q>\w+)`: leave it out with `(?P<r>\w+)`",
        gettext_lazy("%(r)sで決めるときは、%(p)sを空けてください"),
    ),
    (
        rf"{ONE} (?:are|counts) .*: leave (?P<names>`.*) out",
        gettext_lazy("%(p)sを書くときは、%(names)sを空けてください"),
    ),
    (
        rf"{ONE} are those that .*: give `(?P<q>\w+)`",
        gettext_lazy("%(p)sを書くときは、%(q)sも書いてください"),
    ),
    (
        rf"{ONE} needs `(?P<q>\w+)`,? or `(?P<r>\w+)`.*",
        gettext_lazy("%(p)sを書くときは、%(q)sか%(r)sも書いてください"),
    ),
    (
        rf"{ONE} needs `(?P<q>\w+)`(?::.*)?",
        gettext_lazy("%(p)sを書くときは、%(q)sも書いてください"),
    ),
    (
        r"(?P<names>`.*) need `(?P<p>\w+)`",
        gettext_lazy("%(names)sを書くときは、%(p)sも書いてください"),
    ),
    (
        rf"{ONE} and `(?P<q>\w+)` go together",
        gettext_lazy("%(p)sと%(q)sは、いっしょに書いてください"),
    ),
)
PLAIN = remedies(
    (r"is missing.*|must not be empty", gettext_lazy("書いてください")),
    (re.escape(A_NUMBER), gettext_lazy("数字で書いてください")),
    (
        rf"{re.escape(A_TABLE)}|must be (?:a list|a text|true or false|a day and).*",
        gettext_lazy("この書き方では読めません。えらびなおしてください"),
    ),
    (r"an empty list means nothing.*", gettext_lazy("1つはえらんでください")),
    (r"is longer than (?P<n>\d+) characters", gettext_lazy("%(n)s文字までにしてください")),
    (r"input should be greater than or equal to (?P<n>\S+)", gettext_lazy("%(n)s以上にしてください")),
    (r"input should be greater than (?P<n>\S+)", gettext_lazy("%(n)sより大きくしてください")),
    (r"input should be less than or equal to (?P<n>\S+)", gettext_lazy("%(n)s以下にしてください")),
    (r"is nested too deeply", gettext_lazy("重なりが深すぎます。書きなおしてください")),
)
MISTAKES: Sequence[Remedy] = (*PLAIN, *OF_TIMES, *OF_DAYS, *OF_PEOPLE, *OF_MONEY, *OF_NAMES, *OF_SEVERAL)
