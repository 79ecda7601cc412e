"""Groups: who comes and goes, what the registry says. A group's words carry its members' call names."""

from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from booking.labels import role_words
from booking.models import Group, Person
from booking.notices.telling import Words, tell
from booking.queries.groups import led_people
from booking.rules.names import shortened
from booking.rules.notices import GROUP
from facilities.labels import long_date


def joined_group(group: Group, person: Person, now: int) -> None:
    """To those who lead it. A group's words carry its members' call names, as its page does."""
    told = {"group": shortened(group.name), "name": person.call_name}
    _of_group(
        _leading(group, but=person),
        lambda: (
            _("「%(group)s」に新しいメンバーが入りました") % told,
            _("%(name)sさんが入りました。知らない人のときは、グループのページではずせます。") % told
            if person.call_name
            else _("新しい人が入りました。知らない人のときは、グループのページではずせます。"),
        ),
        now,
    )


def left_group(group: Group, person: Person, now: int) -> None:
    told = {"group": shortened(group.name), "name": person.call_name}
    _of_group(
        _leading(group, but=person),
        lambda: (
            _("「%(group)s」のメンバーが1人やめました") % told,
            _("%(name)sさんがグループをやめました。") % told
            if person.call_name
            else _("メンバーが1人、グループをやめました。"),
        ),
        now,
    )


def removed_from_group(group: Group, person: Person, now: int) -> None:
    _of_group(
        [person],
        lambda: (
            _("「%(group)s」からはずれました") % {"group": shortened(group.name)},
            _("グループの予約は見られなくなります。わけを知りたいときは、グループの人か館に聞いてください。"),
        ),
        now,
    )


def role_changed(group: Group, person: Person, role: str, now: int) -> None:
    _of_group(
        [person],
        lambda: (
            _("「%(group)s」での役わりが変わりました") % {"group": shortened(group.name)},
            _("今の役わりは「%(role)s」です。") % {"role": role_words(role)},
        ),
        now,
    )


def handed_over(group: Group, person: Person, now: int) -> None:
    """To the new leader and those who lead the group with them."""
    _of_group(
        [person],
        lambda: (
            _("「%(group)s」の代表になりました") % {"group": shortened(group.name)},
            _("メンバーをさそうこと、登録の更新、予約の変更ができます。"),
        ),
        now,
    )


def dissolved(group: Group, readers: Iterable[Person], now: int) -> None:
    _of_group(
        readers,
        lambda: (
            _("「%(group)s」は解散しました") % {"group": shortened(group.name)},
            _("グループの予約は、もうできません。1人での予約は、今までどおりできます。"),
        ),
        now,
    )


def invitation_wanted(group: Group, person: Person, now: int) -> None:
    told = {"group": shortened(group.name), "name": person.call_name or _("よび名のない人")}
    _of_group(
        _leading(group),
        lambda: (
            _("「%(group)s」に入りたい人がいます") % told,
            _(
                "%(name)sさんの持っている招待は、もう使えません。知っている人なら、グループのページで新しい招待を作って送ってください。"
            )
            % told,
        ),
        now,
    )


def group_registered(group: Group, until: date | None, now: int) -> None:
    told = {"group": shortened(group.name)}
    _of_group(
        _leading(group),
        lambda: (
            _("「%(group)s」の登録ができました") % told,
            _("%(day)sまで使えます。") % {"day": long_date(until)} if until else _("期限はありません。"),
        ),
        now,
    )


def group_registration_returned(group: Group, why: str, now: int) -> None:
    _of_group(
        _leading(group),
        lambda: (
            _("「%(group)s」の登録の申しこみが、もどってきました") % {"group": shortened(group.name)},
            _("館からの言葉:%(why)s") % {"why": why}
            if why
            else _("わけは、館に聞いてください。直すと、もう一度申しこめます。"),
        ),
        now,
    )


def _of_group(readers: Iterable[Person], words: Words, now: int) -> None:
    tell(readers, GROUP, words, now=now)


def _leading(group: Group, but: Person | None = None) -> list[Person]:
    return [person for person in led_people(group) if person != but]
