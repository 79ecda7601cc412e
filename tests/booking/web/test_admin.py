"""Django's admin: for superusers, in our words, read only where a verb is the only right way."""

from datetime import date

import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from booking.actions.posts import give_post
from booking.actions.programmes import About
from booking.models import (
    Act,
    ApiToken,
    Article,
    Booking,
    ClosedYear,
    Consent,
    ConsentRequest,
    Delivery,
    FirstCode,
    Grant,
    Group,
    Guardian,
    Lecture,
    LectureRequest,
    Meeting,
    NetworkBody,
    Notice,
    OwnWords,
    Partner,
    PartyParticulars,
    Person,
    Post,
    Programme,
    Registration,
    Round,
    Series,
    Skill,
    Talent,
    Webhook,
)
from booking.rules.staff import Role
from facilities.models import Closure, Department, Evening, Facility, Room
from tests.booking.programmes import a_department, a_programme
from tests.booking.web.conftest import text_of
from tests.factories import NOW, a_booking, a_closure, a_hall, an_evening, span, the_room
from tests.people import a_band, a_high_schooler, a_manager, staff

pytestmark = pytest.mark.django_db
FRIDAY = span("2026-12-04", "17:00", "19:00")
DAY = date(2026, 12, 2)
MODELS = sorted(admin.site._registry, key=lambda model: model._meta.label)


@pytest.fixture
def root(client: Client) -> Client:
    client.force_login(Person.objects.create_superuser("900001", name="管理 太郎"))
    return client


@pytest.fixture
def hall() -> Facility:
    hall = a_hall()
    band = a_band()
    a_booking(the_room(hall, "band"), FRIDAY, band.memberships.all()[0].person, group=band)
    an_evening(hall, FRIDAY)
    a_closure(hall, span("2026-12-29", "00:00", "24:00"))
    a_department(hall, slug="youth")
    songs = a_programme(hall, a_manager(hall), About(name="歌の会"))
    _records(hall, band, songs)
    give_post(hall=hall, person=a_high_schooler(), role=Role.DESK, actor=a_manager(hall), now=NOW)
    return hall


def _records(hall: Facility, band: Group, songs: Programme) -> None:
    """Something of what an office and a desk keep, so that each page has a row to open."""
    child, youth = a_high_schooler(), Department.objects.get(slug="youth")
    made = {"made_at": NOW}
    Series.objects.create(room=the_room(hall, "band"), event_id=1, person=child, headcount=2, **made)
    Registration.objects.create(person=child, registry="sample", registered_on=DAY)
    agreed = {"given_on": DAY, "given_at": NOW, "valid_until": DAY, "way": "paper"}
    Consent.objects.create(child=child, hall=hall, rulebook="sample", purpose="registration", **agreed)
    times = {"opens_at": NOW, "closes_at": NOW + 1, "draws_at": NOW + 2, "uses_from": DAY, "uses_until": DAY}
    Round.objects.create(facility=hall, name_ja="冬", **times)
    Notice.objects.create(person=child, kind="moved", subject="x", body="https://secret", hall=hall, **made)
    Meeting.objects.create(department=youth, kind="case", start=NOW, end=NOW + 60)
    Grant.objects.create(department=youth, year=2026, scheme="s", body="b")
    ClosedYear.objects.create(department=youth, year=2025, closed_at=NOW)
    OwnWords.objects.create(department=youth, programme="1", year=2025, changed_at=NOW)
    Partner.objects.create(programme=songs, group=band, invited_at=NOW)
    NetworkBody.objects.create(department=youth, name_ja="子ども家庭センター", about_ja="相談")
    Lecture.objects.create(department=youth, speakers=youth, name_ja="防災", about_ja="話", minutes=60)


def address(model: type[Model], page: str, *args: object) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}", args=args)


def test_only_our_own_tables_are_there() -> None:
    assert {model._meta.app_label for model in MODELS} == {"booking", "facilities"}


def test_webhooks_and_what_was_sent_are_there_too() -> None:
    assert {Webhook, Delivery} <= set(MODELS)


@pytest.mark.parametrize("model", MODELS)
def test_every_field_is_called_by_a_word_and_not_by_its_name(model: type[Model]) -> None:
    fields = [*model._meta.fields, *model._meta.many_to_many]
    of_it = admin.site._registry[model].fields  # None: all
    shown = [field for field in fields if of_it is None or field.name in str(of_it)]
    shown = [field for field in shown if field.name not in ("id", "password", "last_login", "code")]
    assert [field.name for field in shown if str(field.verbose_name).isascii()] == []


@pytest.mark.parametrize(
    ("model", "names"),
    [
        (Consent, {"guardian", "through_child", "received_by"}),
        (Round, {"seed", "seals", "record"}),
        (Notice, {"subject", "body"}),
        (Talent, {"phone", "email", "about"}),
        (Meeting, {"kind", "of", "bodies", "held_at", "bookings"}),
        (LectureRequest, {"person", "why", "place"}),
        (Article, {"code_hash", "pen_name", "title", "text", "said"}),
    ],
)
def test_what_is_nobodys_to_read_here_is_on_no_page(model: type[Model], names: set[str]) -> None:
    one = admin.site._registry[model]
    assert names <= {field.name for field in model._meta.get_fields()}, "what is hidden exists"
    told = {str(name).removesuffix("_words") for name in (*(one.fields or ()), *one.list_display)}
    filters = {str(name) for name in (*one.list_filter, *one.search_fields)}
    assert not names & (told | filters)


def test_neither_particulars_nor_guardians_nor_keys_are_there_at_all() -> None:
    assert not {PartyParticulars, Guardian, ConsentRequest, FirstCode, ApiToken} & set(MODELS)


@pytest.mark.parametrize("model", [one for one in MODELS if one._meta.app_label == "booking"])
def test_every_table_is_searched_and_narrowed_by_hall_or_department(model: type[Model]) -> None:
    one, names = admin.site._registry[model], {field.name for field in model._meta.fields}
    narrowed = {part for name in one.list_filter for part in str(name).split("__")}
    assert one.search_fields or model is Skill
    where = {"facility", "department", "hall", "room"} & names
    assert not where or narrowed & {"facility", "department", "hall"}


@pytest.mark.parametrize("model", [Booking, Evening, Closure, Act])
def test_instants_are_read_by_the_halls_clock_and_a_doors_code_by_nobody(
    root: Client, hall: Facility, model: type[Model]
) -> None:
    row = model._default_manager.order_by("pk")[0]
    html = root.get(address(model, "change", row.pk)).content.decode()
    assert str(getattr(row, "start", None) or NOW) not in html
    assert "12月" in html
    assert 'field-code"' not in html


@pytest.mark.parametrize("model", MODELS)
def test_every_list_and_its_first_row_open(root: Client, hall: Facility, model: type[Model]) -> None:
    assert root.get(address(model, "changelist"), {"q": "higashi"}).status_code == 200
    for row in model._default_manager.all()[:1]:
        assert root.get(address(model, "change", row.pk)).status_code == 200


@pytest.mark.parametrize("model", [Booking, Evening, Closure, Act])
def test_what_only_a_verb_changes_is_neither_made_nor_changed_nor_deleted(
    root: Client, hall: Facility, model: type[Model]
) -> None:
    row = model._default_manager.all()[0]
    assert root.get(address(model, "add")).status_code == 403
    assert root.post(address(model, "change", row.pk), {"start": "0"}).status_code == 403
    assert root.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403


@pytest.mark.parametrize("model", [Facility, Room, Department, Person])
def test_what_others_refer_to_is_not_deleted(root: Client, hall: Facility, model: type[Model]) -> None:
    Department.objects.create(slug="children", name_ja="子どもの課")
    row = model._default_manager.all()[0]
    assert root.post(address(model, "delete", row.pk), {"post": "yes"}).status_code == 403


def test_no_list_shows_a_birth_date_and_no_page_a_password(root: Client, hall: Facility) -> None:
    person = Person.objects.get(card_number="900001")
    person.set_password("kumo-no-mado-9")
    person.save()
    root.force_login(person)
    assert "2009" not in text_of(root.get(address(Person, "changelist")).content.decode())
    page = root.get(address(Person, "change", person.pk)).content.decode()
    assert person.password not in page
    assert 'name="password"' not in page


def test_a_change_is_an_act_of_the_hall_and_moves_its_counter(root: Client, hall: Facility) -> None:
    room, before = the_room(hall, "band"), Facility.objects.get(pk=hall.pk).revision
    form = root.get(address(Room, "change", room.pk)).context["adminform"].form
    told = {name: value for name in form.fields if (value := form.initial.get(name)) is not None}
    answer = root.post(address(Room, "change", room.pk), {**told, "floor": "3階"})
    assert answer.status_code == 302
    act = Act.objects.get(verb="admin_change")
    assert (act.hall, act.subject, act.subject_id) == (hall, "room", "band")
    assert "3階" not in str(act.after)
    assert Facility.objects.get(pk=hall.pk).revision > before


def test_staff_without_permissions_find_an_empty_admin_and_members_none(hall: Facility) -> None:
    client = Client()
    client.force_login(staff(hall))
    assert client.get(address(Person, "changelist")).status_code == 403
    client.force_login(a_high_schooler())
    assert client.get(address(Person, "changelist"), follow=True).status_code == 404


def test_whoever_may_only_correct_people_makes_nobody_a_superuser(hall: Facility) -> None:
    clerk = staff(hall)
    clerk.user_permissions.set(Permission.objects.filter(codename="change_person"))
    client = Client()
    client.force_login(clerk)
    form = client.get(address(Person, "change", clerk.pk)).context["adminform"].form
    assert not {"is_superuser", "is_staff", "groups", "user_permissions"} & set(form.fields)


def test_a_halls_posts_are_given_on_its_own_page_and_a_departments_here(root: Client, hall: Facility) -> None:
    department = Department.objects.create(slug="children", name_ja="子どもの課")
    own = Post.objects.filter(facility=hall)[0]
    assert root.post(address(Post, "change", own.pk), {"role": "manager"}).status_code == 403
    person = a_high_schooler()
    told = {"person": person.pk, "department": department.pk, "role": "office", "until": "2027-03-31"}
    assert root.post(address(Post, "add"), told).status_code == 302
    person.refresh_from_db()
    assert person.is_staff
    assert Post.objects.get(person=person).department == department
