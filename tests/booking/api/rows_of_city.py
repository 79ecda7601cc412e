"""Rows of what the city tells everybody, as many as a test asks for."""

from datetime import date, timedelta

from booking.actions.plans import import_plan
from booking.models import (
    ActivityCount,
    ActivityDay,
    AimState,
    Article,
    Booking,
    Coming,
    Committee,
    Grant,
    GrantStep,
    Group,
    Introduction,
    LectureDate,
    LectureRequest,
    Listing,
    Meeting,
    NetworkBody,
    NewsIssue,
    OpenDate,
    Partner,
    Person,
    Places,
    Post,
    Programme,
    Reporter,
    Session,
    SignUp,
    Skill,
    Suggestion,
    SupportedGroup,
    Talent,
    TalentListState,
)
from booking.queries.committees import place_of
from booking.rules.staff import Role
from facilities.models import Department, Facility, Room
from tests.booking.activities import department_of
from tests.booking.lectures import a_lecture
from tests.booking.programmes import the_plan_of_the_city
from tests.factories import NOW, TODAY, a_booking, a_facility, a_room, span


def a_public_programme(hall: Facility, number: int) -> Programme:
    office, _made = Department.objects.get_or_create(slug="children", defaults={"name_ja": "児童青少年課"})
    return Programme.objects.create(
        department=office, facility=hall, name_ja=str(number), state=Programme.State.OPEN, made_at=NOW
    )


def a_committee(at: Facility | Department, number: int) -> Group:
    group = Group.objects.create(name=f"children {number}", kind="children")
    Committee.objects.create(group=group, **place_of(at), since=NOW)
    return group


def a_suggestion(hall: Facility, person: Person, number: int) -> None:
    group = Group.objects.create(name=f"band {number}", kind="band")
    told = {"title": "a", "text": "b", "state": "sent", "sent_at": NOW, "code_hash": str(number)}
    Suggestion.objects.create(facility=hall, person=person, group=group, **told)


def a_meeting(department: Department, room: Room, number: int, hall: Facility | None = None) -> None:
    """In a room, and somebody of another body was there."""
    when = span((date(2026, 12, 4) + timedelta(days=number)).isoformat(), "14:00", "16:00")
    made = Meeting.objects.create(
        department=department, facility=hall, kind="meeting", start=when.start, end=when.end
    )
    made.bookings.add(a_booking(room, when))
    made.bodies.add(NetworkBody.objects.create(department=department, name_ja=str(number), about_ja="a"))


class RowsOfCity:
    hall: Facility
    room: Room
    person: Person
    band: Group

    def programmes(self, number: int) -> None:
        """Each held in a room, for somebody who has a place or, the odd one, waits for it."""
        made = a_public_programme(self.hall, number)
        Places.objects.create(programme=made, band="high_school", count=3)
        when = span((date(2026, 12, 4) + timedelta(days=number)).isoformat(), "10:00", "12:00")
        held = Session.objects.create(programme=made, start=when.start, end=when.end)
        Booking.objects.filter(pk=a_booking(self.room, when, self.person).pk).update(session=held)
        comes = SignUp.objects.create(
            programme=made, person=self.person, party=[["high_school", 11]], made_at=NOW
        )
        state = Coming.State.WAITING if number % 2 else Coming.State.COMING
        Coming.objects.create(signup=comes, session=held, state=state, since=NOW)

    sign_ups = programmes

    def this_month(self, number: int) -> None:
        """What one tells of in some days: programmes and halls."""
        self.programmes(number)
        a_facility(f"told-{number}")

    def programme_dates(self, number: int) -> None:
        self.programmes(number)

    def issues(self, number: int) -> None:
        NewsIssue.objects.create(
            department=self._office(), plan="A2", kind="newsletter", number=number, day=TODAY,
            first=TODAY, last=TODAY, made_at=NOW,
        )  # fmt: skip

    def lectures(self, number: int) -> None:
        a_lecture(name_ja=f"講座{number}")

    def lecture_requests(self, number: int) -> None:
        made = LectureRequest.objects.create(
            lecture=a_lecture(),
            group=self.band,
            person=self.person,
            state="asked",
            expected=number,
            asked_at=NOW,
        )
        LectureDate.objects.create(request=made, start=NOW + number, end=NOW + number + 1)

    def supported_groups(self, number: int) -> None:
        group = Group.objects.create(name=f"band {number}", kind="band")
        SupportedGroup.objects.create(
            group=group, kind="other", state="stands", asked_at=NOW, department=self._office()
        )

    def dates(self, number: int) -> None:
        """What supported groups hold."""
        self.supported_groups(number)
        group = SupportedGroup.objects.latest("pk")
        OpenDate.objects.create(
            supported=group,
            start=NOW + number,
            end=NOW + number + 3600,
            title="a",
            place="b",
            bands=["adult"],
        )

    def partnerships(self, number: int) -> None:
        programme = a_public_programme(self.hall, number)
        Partner.objects.create(programme=programme, group=self.band, invited_by=self.person, invited_at=NOW)

    def talents(self, number: int) -> None:
        office = self._office()
        TalentListState.objects.get_or_create(
            department=office, year=2026, day=TODAY, defaults={"state": "running", "said_at": NOW}
        )
        made = Talent.objects.create(
            name=str(number),
            bands=["adult"],
            whose="person",
            consented_on=TODAY,
            verified_at=NOW,
            reached_at=NOW,
        )
        Listing.objects.create(talent=made, department=office, since=TODAY)

    def skills(self, number: int) -> None:
        Skill.objects.create(slug=f"skill-{number}", name_ja=str(number))

    def committees(self, number: int) -> None:
        """Of the hall and of the city, each of whom has met, and thought of something."""
        day = (TODAY + timedelta(days=number)).isoformat()
        for at, hours in ((self.hall, ("10:00", "12:00")), (self._office(), ("13:00", "15:00"))):
            group = a_committee(at, number)
            a_booking(self.room, span(day, *hours), group=group)
            made = a_public_programme(self.hall, number)
            Programme.objects.filter(pk=made.pk).update(planned_by=group)

    def suggestions(self, number: int) -> None:
        a_suggestion(self.hall, self.person, number)

    def _office(self) -> Department:
        return Department.objects.get_or_create(slug="children", defaults={"name_ja": "児童青少年課"})[0]


class RowsOfOffice:
    """The same of what a department reads."""

    def __init__(self, person: Person) -> None:
        self.person, self.department = person, department_of(person)

    def offices(self, number: int) -> None:
        made = Department.objects.create(slug=f"office-{number}", name_ja=str(number))
        Post.objects.create(person=self.person, department=made, role=Role.OFFICE)

    def committees(self, number: int) -> None:
        a_committee(self.department, number)

    def programmes(self, number: int) -> None:
        """Each of which a committee has thought of."""
        group = a_committee(self.department, number)
        Programme.objects.create(
            department=self.department, name_ja=str(number), planned_by=group, made_at=NOW
        )

    def activity_days(self, number: int, state: str = "sent") -> None:
        who, _new = Reporter.objects.get_or_create(
            department=self.department,
            name="園",
            defaults={"kind": "nursery", "every": "month", "link_until": TODAY, "made_on": TODAY},
        )
        day = ActivityDay.objects.create(
            reporter=who, plan="B1", day=TODAY, place=str(number), state=state, sent_at=NOW
        )
        ActivityCount.objects.create(day=day, part="part", band="adult", count=number)

    def activity_days_decided(self, number: int) -> None:
        self.activity_days(number, "confirmed")

    def lecture_requests(self, number: int, state: str = "asked") -> None:
        group = Group.objects.create(name=f"band {number}", kind="band")
        made = LectureRequest.objects.create(
            lecture=a_lecture(self.department), group=group, state=state, expected=number, asked_at=NOW
        )
        LectureDate.objects.create(request=made, start=NOW + number, end=NOW + number + 1)

    def lecture_requests_answered(self, number: int) -> None:
        self.lecture_requests(number, "declined")

    def articles(self, number: int) -> None:
        Article.objects.create(
            department=self.department, plan="A2", code_hash=str(number), day=TODAY, state="sent", sent_at=NOW
        )

    def supported_groups(self, number: int, state: str = "asked") -> None:
        group = Group.objects.create(name=f"band {number}", kind="band")
        SupportedGroup.objects.create(
            group=group, kind="other", state=state, asked_at=NOW, department=self.department
        )

    def supported_groups_confirmed(self, number: int) -> None:
        self.supported_groups(number, "stands")

    def network(self, number: int) -> None:
        NetworkBody.objects.create(department=self.department, name_ja=str(number), about_ja="a")

    def catalogue(self, number: int) -> None:
        a_lecture(self.department, name_ja=f"講座{number}")

    def reporters(self, number: int) -> None:
        told = {"kind": "nursery", "every": "month", "link_until": TODAY, "token_hash": str(number)}
        made_on = TODAY - timedelta(days=99)
        Reporter.objects.create(department=self.department, name=str(number), made_on=made_on, **told)

    reporters_answers = reporters

    def meetings(self, number: int) -> None:
        hall = Facility.objects.filter(slug="meets").first() or a_facility("meets")
        a_meeting(self.department, a_room(hall, f"room-{number}"), number)

    def meetings_sorts(self, _number: int) -> None:
        """They are what the plan tells apart, and no more."""

    def talents(self, number: int, verified_at: int | None = NOW) -> Talent:
        self.talents_state(0)
        made = Talent.objects.create(
            name=str(number), bands=["adult"], whose="person", consented_on=TODAY,
            verified_at=verified_at, reached_at=NOW,
        )  # fmt: skip
        Listing.objects.create(talent=made, department=self.department, since=TODAY)
        return made

    def talents_waiting(self, number: int) -> None:
        self.talents(number, None)

    def talents_state(self, number: int) -> None:
        said = {"state": "running", "said_at": NOW}
        day = TODAY - timedelta(days=number)
        TalentListState.objects.get_or_create(department=self.department, year=2026, day=day, defaults=said)

    def introductions(self, number: int) -> None:
        told = {"department": self.department, "day": TODAY, "made_at": NOW, "to": "a"}
        Introduction.objects.create(talent=self.talents(number), **told)

    def issues(self, number: int) -> None:
        NewsIssue.objects.create(
            department=self.department, plan="A2", kind="newsletter", number=number, day=TODAY,
            first=TODAY, last=TODAY, made_at=NOW,
        )  # fmt: skip

    def aims(self, number: int) -> None:
        AimState.objects.create(
            department=self.department, programme="B7", stand="done", on=TODAY, said_at=NOW + number
        )

    def years(self, number: int) -> None:
        """The rows are the plan's; of what is counted in them there is more."""
        if number == 0:
            import_plan(plan=the_plan_of_the_city(), actor=None, now=NOW)
        self.activity_days(number, "confirmed")

    years_closings = years

    def grants(self, number: int) -> None:
        made = Grant.objects.create(department=self.department, year=2026, scheme="a", body=str(number))
        GrantStep.objects.create(grant=made, step="applied", day=TODAY, yen=number, entered_at=NOW)
