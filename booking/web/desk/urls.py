"""The addresses of the desk's pages. Each stands in `tests/booking/web/desk/test_permissions.py`."""

from django.urls import path

from booking.web.desk import (
    answers,
    duties,
    groups,
    halls,
    inductions,
    numbers,
    people,
    queue,
    records,
    registering,
    rounds,
    today,
)

QUEUES = [
    path("desk/<slug:hall>/ok/", queue.queue, name="desk-queue"),
    path("desk/<slug:hall>/ok/b/<slug:public_id>/", answers.answering, name="desk-answer"),
    path("desk/<slug:hall>/ok/r/<int:key>/", registering.registering, name="desk-register"),
    path("desk/<slug:hall>/ok/all/", registering.approving_all, name="desk-register-all"),
    path("desk/<slug:hall>/ok/p/<slug:public_id>/", registering.receiving, name="desk-paper"),
    path("desk/<slug:hall>/ok/c/<slug:public_id>/", registering.called, name="desk-called"),
]
COUNTER = [
    path("desk/<slug:hall>/people/", people.people, name="desk-people"),
    path("desk/<slug:hall>/people/new/", people.new, name="desk-person-new"),
    path("desk/<slug:hall>/people/<slug:public_id>/", people.person, name="desk-person"),
    path("desk/<slug:hall>/people/<slug:public_id>/do/", people.doing, name="desk-person-do"),
    path("desk/<slug:hall>/people/<slug:public_id>/taken/", inductions.taken, name="desk-person-taken"),
    path("desk/<slug:hall>/people/<slug:public_id>/record/", records.record, name="desk-record"),
    path("desk/<slug:hall>/people/<slug:public_id>/number/", numbers.member, name="desk-number"),
    path("desk/<slug:hall>/parents/<slug:public_id>/number/", numbers.guardian, name="desk-guardian-number"),
    path("desk/<slug:hall>/parents/<slug:public_id>/stop/", records.stopping, name="desk-guardian-stop"),
]
GROUPS = [
    path("desk/<slug:hall>/g/", groups.groups, name="desk-groups"),
    path("desk/<slug:hall>/g/all/", groups.approving, name="desk-groups-approve"),
    path("desk/<slug:hall>/g/<slug:public_id>/", groups.group, name="desk-group"),
    path("desk/<slug:hall>/g/<slug:public_id>/class/<int:key>/", groups.classing, name="desk-group-class"),
]
COURSES = [
    path("desk/<slug:hall>/courses/", inductions.courses, name="desk-courses"),
    path("desk/<slug:hall>/courses/new/", inductions.setting, name="desk-course-new"),
    path("desk/<slug:hall>/courses/<slug:public_id>/", inductions.course, name="desk-course"),
]
ROUNDS = [
    path("desk/<slug:hall>/l/", rounds.rounds, name="desk-rounds"),
    path("desk/<slug:hall>/l/new/", rounds.new, name="desk-round-new"),
    path("desk/<slug:hall>/l/<slug:public_id>/", rounds.lottery, name="desk-round"),
    path("desk/<slug:hall>/l/<slug:public_id>/do/", rounds.doing, name="desk-round-do"),
]

urlpatterns = [
    path("desk/", halls.halls, name="desks"),
    path("desk/<slug:hall>/", today.today, name="desk"),
    *QUEUES,
    *COUNTER,
    *GROUPS,
    *COURSES,
    *ROUNDS,
    path("desk/<slug:hall>/duties/", duties.page, name="desk-duties"),
]
