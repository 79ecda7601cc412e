"""Something of everything that an office keeps, and of what it tells the public. Run by `manage.py shell`
after people.py in a service's data.

Today is Wednesday 2 December 2026, ten past four. Card 9002 serves at three departments.
"""

from booking.actions.lecture_requests import take_date
from booking.actions.programmes import About, publish_programme
from booking.models import (
    Article,
    Grant,
    Group,
    Lecture,
    LectureRequest,
    Meeting,
    NetworkBody,
    NewsIssue,
    Person,
    Post,
    Programme,
    Reporter,
    Talent,
)
from booking.rules.staff import Role
from facilities.models import Department, Facility
from tests.booking.activities import asked, department_of, sent, the_office, told
from tests.booking.lectures import FIRST, a_lecture, a_request
from tests.booking.meetings import HELD, TO_COME, met
from tests.booking.network import a_body
from tests.booking.news import EDITORS, accepted, an_issue
from tests.booking.news import sent as written_for
from tests.booking.programmes import a_programme, held
from tests.booking.supporting import a_grant, asks
from tests.booking.talents import an_office, introduced, listed, written
from tests.factories import NOW, TODAY, at, span

AN_HOUR_AGO = NOW - 3600
hall = Facility.objects.get(slug="nukui-minami")
leader, band = Person.objects.get(card_number="1001"), Group.objects.get()
offices = {slug: the_office(slug) for slug in ("child-rearing", EDITORS)}
offices["lifelong-learning"] = an_office()
clerk = Person.objects.create_user("9002", "akari-2026", call_name="そのだ", is_staff=True)
for slug in offices:
    Post.objects.create(person=clerk, department=Department.objects.get(slug=slug), role=Role.OFFICE)

nursery = offices["child-rearing"]
made, token = asked(nursery, now=at("2026-09-20 10:00"))
sent(token, told(), told(TODAY, "公園"))
asked(nursery, "つくし保育園", now=at("2026-09-20 10:00"))
Reporter.objects.filter(pk=made.pk).update(public_id="reporterhhhhhhhh")
a_body(nursery)
NetworkBody.objects.update(public_id="bodyhhhhhhhhhhhh")
met(nursery, when=TO_COME)
Meeting.objects.update(public_id="meetinghhhhhhhhh")
met(nursery, when=HELD)

learning = offices["lifelong-learning"]
lecture = a_lecture(department_of(learning))
wanted = a_request(lecture, leader, band)
day = wanted.dates.get(start=FIRST.start)
take_date(request=wanted, date=day.pk, seen=wanted.revision, actor=learning, now=NOW)
Lecture.objects.update(public_id="lecturehhhhhhhhh")
LectureRequest.objects.update(public_id="requesthhhhhhhhh")
stories = written(learning)
listed(learning, stories)
introduced(learning, stories)
Talent.objects.update(public_id="talenthhhhhhhhhh")
a_grant(learning, 60_000, 50_000)
Grant.objects.update(public_id="granthhhhhhhhhhh")
asks(band, leader)

editor = offices[EDITORS]
accepted(editor)
Article.objects.update(public_id="articlehhhhhhhhh")
written_for()
an_issue(editor)
NewsIssue.objects.update(public_id="issuehhhhhhhhhhh")

hall.department = department_of(nursery)
hall.save(update_fields=["department"])
manager = Person.objects.get(card_number="9001")
songs = a_programme(
    hall, manager, About("むかしの歌を、バンドで。", places={("elementary", None): 3}, plan="B1")
)
publish_programme(programme=songs, actor=manager, now=AN_HOUR_AGO)
held(songs, manager, span("2026-12-12", "14:00", "16:00"))
Programme.objects.update(public_id="songshhhhhhhhhhh")
