"""A hall with more programmes in December than its poster has paper for. Run by `manage.py shell` in a
service's data, which has the sample city's rules. Today is Wednesday 2 December 2026.
"""

from booking.actions.programmes import About, publish_programme
from booking.models import Person, Post, Programme
from booking.rules.staff import Role
from facilities.models import Facility
from tests.booking.programmes import a_department, a_programme, held
from tests.factories import NOW, span

Facility.objects.update(published=True)
hall = Facility.objects.get(slug="nukui-minami")
a_department(hall)
desk = Person.objects.create_user("9001", "akari-2026", call_name="おか", is_staff=True)
Post.objects.create(person=desk, facility=hall, role=Role.DESK)
NAMES = (
    ("むかしの歌を、バンドで。", "Songs of long ago, played by a band of all ages"),
    ("こま", "Tops"),
    ("小さい子と作る、どろだんごと色水の店", "Mud balls and coloured water"),
    ("はじめての将棋", "First steps in shogi"),
    ("みんなで作る、冬の長い夜の夕ごはん", "Supper on a winter's night"),
)
for place, (name, english) in enumerate(NAMES):
    made = a_programme(hall, desk, About(name=name, bands_wanted=2))
    Programme.objects.filter(pk=made.pk).update(name_en=english)
    publish_programme(programme=made, actor=desk, now=NOW)
    for day in (5, 12, 19)[: 1 + place % 3]:
        held(made, desk, span(f"2026-12-{day:02}", f"{9 + place:02}:00", "15:00"))
