"""The addresses of the desk's pages. Each stands in `tests/booking/web/desk/test_permissions.py`."""

from django.urls import path

from booking.web.desk import (
    answers,
    booking,
    bookings,
    changes,
    closing,
    doors,
    duties,
    emergency,
    evenings,
    figures,
    free_use,
    groups,
    halls,
    inductions,
    log,
    money,
    notes,
    numbers,
    opening,
    outside,
    people,
    phone,
    programme_moves,
    programmes,
    queue,
    records,
    reductions,
    registering,
    report,
    rounds,
    rule_clause,
    rule_draft,
    rule_parts,
    rule_preview,
    rule_questions,
    rule_while,
    rules,
    sheets,
    staff,
    things,
    today,
    visit,
    walk_in,
    warnings,
)

# Telephone, counter, and what is booked already
BOOKINGS = [
    path("desk/<slug:hall>/num/", figures.this_year, name="desk-figures"),
    path("desk/<slug:hall>/num/<int:year>/", figures.figures, name="desk-figures-year"),
    path("desk/<slug:hall>/book/", phone.phone, name="desk-phone"),
    path("desk/<slug:hall>/walk-in/", walk_in.walk_in, name="desk-walk-in"),
    path("desk/<slug:hall>/b/", bookings.bookings, name="desk-bookings"),
    path("desk/<slug:hall>/b/<str:booking>/", booking.booking, name="desk-booking"),
    path("desk/<slug:hall>/b/<str:booking>/contact/", booking.reaching, name="desk-booking-contact"),
    path("desk/<slug:hall>/b/<str:booking>/move/", changes.moving, name="desk-booking-move"),
    path("desk/<slug:hall>/b/<str:booking>/extend/", changes.extending, name="desk-booking-extend"),
    path("desk/<slug:hall>/b/<str:booking>/party/", changes.changing_party, name="desk-booking-party"),
    path("desk/<slug:hall>/b/<str:booking>/do/<slug:verb>/", booking.doing, name="desk-booking-do"),
    path("desk/<slug:hall>/b/<str:booking>/money/<slug:verb>/", money.doing, name="desk-money"),
]
# Who has come
DAY = [
    path("desk/<slug:hall>/visit/<slug:booking>/", visit.visit, name="desk-visit"),
    path("desk/<slug:hall>/free/<slug:room>/", free_use.free_use, name="desk-free-use"),
    path("desk/<slug:hall>/notes/", notes.notes, name="desk-notes"),
]
# Tablets at doors, papers, the report, what is broken
PAPERS = [
    path("desk/<slug:hall>/doors/", doors.doors, name="desk-doors"),
    path("desk/<slug:hall>/doors/<slug:kiosk>/revoke/", doors.revoking, name="desk-door-revoke"),
    path("desk/<slug:hall>/print/day/", sheets.sheet, name="desk-sheet"),
    path("desk/<slug:hall>/print/doors/", sheets.cards, name="desk-cards"),
    path("desk/<slug:hall>/print/labels/", things.labels, name="desk-labels"),
    path("desk/<slug:hall>/report/", report.daily, name="desk-report"),
    path("desk/<slug:hall>/things/", things.things, name="desk-things"),
]
# Hours, closures, warnings
HOURS = [
    path("desk/<slug:hall>/open/", opening.opening, name="desk-open"),
    path("desk/<slug:hall>/open/close/", closing.closing, name="desk-open-close"),
    path("desk/<slug:hall>/open/festival/", closing.festival, name="desk-open-festival"),
    path("desk/<slug:hall>/open/copy/", closing.copying, name="desk-open-copy"),
    path("desk/<slug:hall>/open/calendars/", outside.outside, name="desk-open-outside"),
    path("desk/<slug:hall>/open/close/<int:closure>/lift/", opening.lifting, name="desk-open-lift"),
    path("desk/<slug:hall>/open/close/all/<int:event>/end/", opening.ending_closures, name="desk-open-end"),
    path("desk/<slug:hall>/open/evening/", evenings.adding, name="desk-open-evening"),
    path("desk/<slug:hall>/open/evening/<int:evening>/", evenings.changing, name="desk-open-change"),
    path("desk/<slug:hall>/open/evening/<int:evening>/restore/", opening.restoring, name="desk-open-restore"),
    path("desk/<slug:hall>/open/duty/", opening.duty, name="desk-open-duty"),
    path("desk/<slug:hall>/open/warning/", warnings.warning, name="desk-open-warning"),
    path("desk/<slug:hall>/open/warning/<int:warning>/lift/", warnings.lifting, name="desk-open-unwarn"),
    path("desk/<slug:hall>/open/now/", emergency.emergency, name="desk-open-now"),
    path("desk/<slug:hall>/open/now/<slug:booking>/picked/", emergency.picking_up, name="desk-open-picked"),
    path("desk/<slug:hall>/open/now/<slug:booking>/call/", emergency.contacting, name="desk-open-call"),
    path("desk/<slug:hall>/open/now/<int:pickup>/back/", emergency.taking_back, name="desk-open-not-picked"),
]
QUEUES = [
    path("desk/<slug:hall>/ok/", queue.queue, name="desk-queue"),
    path("desk/<slug:hall>/ok/b/<slug:public_id>/", answers.answering, name="desk-answer"),
    path("desk/<slug:hall>/ok/r/<int:key>/", registering.registering, name="desk-register"),
    path("desk/<slug:hall>/ok/all/", registering.approving_all, name="desk-register-all"),
    path("desk/<slug:hall>/ok/p/<slug:public_id>/", registering.receiving, name="desk-paper"),
    path("desk/<slug:hall>/ok/f/<int:key>/", reductions.answering, name="desk-reduction"),
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
PROGRAMMES = [
    path("desk/<slug:hall>/p/", programmes.programmes, name="desk-programmes"),
    path("desk/<slug:hall>/p/<slug:public_id>/", programmes.programme, name="desk-programme"),
    path("desk/<slug:hall>/p/<slug:public_id>/dates/", programmes.dating, name="desk-programme-dates"),
    path("desk/<slug:hall>/p/<slug:public_id>/do/<slug:verb>/", programmes.doing, name="desk-programme-do"),
    path(
        "desk/<slug:hall>/p/<slug:public_id>/move/<slug:session>/",
        programme_moves.moving,
        name="desk-programme-move",
    ),
    path(
        "desk/<slug:hall>/p/<slug:public_id>/count/<slug:session>/",
        programmes.counting,
        name="desk-programme-count",
    ),
]
ROUNDS = [
    path("desk/<slug:hall>/l/", rounds.rounds, name="desk-rounds"),
    path("desk/<slug:hall>/l/new/", rounds.new, name="desk-round-new"),
    path("desk/<slug:hall>/l/<slug:public_id>/", rounds.lottery, name="desk-round"),
    path("desk/<slug:hall>/l/<slug:public_id>/do/", rounds.doing, name="desk-round-do"),
]
STAFF = [
    path("desk/<slug:hall>/acts/", log.recent, name="desk-acts"),
    path("desk/<slug:hall>/acts/all/", log.everything, name="desk-acts-all"),
    path("desk/<slug:hall>/acts/all/export.csv", log.export, name="desk-acts-export"),
    path("desk/<slug:hall>/acts/<int:act>/undo/", log.undoing, name="desk-acts-undo"),
    path("desk/<slug:hall>/staff/", staff.staff, name="desk-staff"),
    path("desk/<slug:hall>/staff/find/", staff.finding, name="desk-staff-find"),
    path("desk/<slug:hall>/staff/give/", staff.giving, name="desk-staff-give"),
    path("desk/<slug:hall>/staff/renew/", staff.renewing, name="desk-staff-renew"),
    path("desk/<slug:hall>/staff/<int:post>/", staff.one, name="desk-staff-one"),
]
RULES = [
    path("desk/<slug:hall>/rules/", rules.rules, name="desk-rules"),
    path("desk/<slug:hall>/rules/withdraw/", rules.withdrawing, name="desk-rules-withdraw"),
    path("desk/<slug:hall>/rules/draft/words/", rule_parts.words, name="desk-rules-words"),
    path("desk/<slug:hall>/rules/draft/hall/", rule_parts.hall, name="desk-rules-hall"),
    path("desk/<slug:hall>/rules/draft/days/", rule_parts.days, name="desk-rules-days-new"),
    path("desk/<slug:hall>/rules/draft/days/<slug:days>/", rule_parts.days, name="desk-rules-days"),
    path("desk/<slug:hall>/rules/draft/questions/", rule_questions.questions, name="desk-rules-questions"),
    path("desk/<slug:hall>/rules/while/", rule_while.for_a_while, name="desk-rules-while"),
    path("desk/<slug:hall>/rules/draft/", rule_draft.drafting, name="desk-rules-draft"),
    path("desk/<slug:hall>/rules/draft/new/", rule_clause.choosing, name="desk-rules-new"),
    path("desk/<slug:hall>/rules/draft/preview/", rule_preview.preview, name="desk-rules-preview"),
    path("desk/<slug:hall>/rules/draft/publish/", rule_draft.publishing, name="desk-rules-publish"),
    path("desk/<slug:hall>/rules/draft/c/<slug:clause>/", rule_clause.clause, name="desk-rules-clause"),
]

urlpatterns = [
    path("desk/", halls.halls, name="desks"),
    path("desk/<slug:hall>/", today.today, name="desk"),
    *DAY,
    *PAPERS,
    *BOOKINGS,
    *HOURS,
    *QUEUES,
    *COUNTER,
    *GROUPS,
    *COURSES,
    *PROGRAMMES,
    *ROUNDS,
    *STAFF,
    *RULES,
    path("desk/<slug:hall>/duties/", duties.page, name="desk-duties"),
]
