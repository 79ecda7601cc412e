"""The addresses of the desk's operations. Each stands in `tests/booking/api/desk/test_permissions.py`."""

from django.urls import path

from booking.api.desk import (
    acts,
    answers,
    bookings,
    closures,
    copies,
    copying,
    courses,
    door,
    duties,
    duty,
    emergencies,
    evenings,
    festivals,
    figures,
    kiosks,
    ledger,
    lines,
    lotteries,
    money,
    notes,
    outside,
    phone,
    posts,
    queue,
    registering,
    report,
    rule_parts,
    rules,
    series,
    sheets,
    things,
    visits,
    walk_ins,
    warnings,
)
from booking.api.desk.counter_urls import COUNTER
from booking.api.desk.programme_urls import PROGRAMMES

HALL = "v1/desk/<slug:hall>/"
DRAFT = f"{HALL}rules/draft/"
SERIES = f"{HALL}series/<slug:id>/"
ROUND = f"{HALL}lotteries/<slug:id>/"
BOOKING = f"{HALL}bookings/<slug:id>/"
EVENING = f"{HALL}evenings/<slug:id>/"

DAY = [
    path(f"{HALL}bookings/", bookings.DeskBookings.as_view(), name="api-desk-bookings"),
    path(BOOKING, bookings.DeskBooking.as_view(), name="api-desk-booking"),
    path(f"{BOOKING}contacts/", bookings.DeskContacts.as_view(), name="api-desk-contacts"),
    path(f"{BOOKING}check-in/", visits.CheckIn.as_view(), name="api-desk-check-in"),
    path(f"{BOOKING}undo-check-in/", visits.UndoCheckIn.as_view(), name="api-desk-undo-check-in"),
    path(f"{BOOKING}check-out/", visits.CheckOut.as_view(), name="api-desk-check-out"),
    path(f"{BOOKING}undo-check-out/", visits.UndoCheckOut.as_view(), name="api-desk-undo-check-out"),
    path(f"{BOOKING}headcounts/", visits.CorrectHeadcount.as_view(), name="api-desk-headcounts"),
    path(f"{BOOKING}key-out/", visits.KeyOut.as_view(), name="api-desk-key-out"),
    path(f"{BOOKING}key-back/", visits.KeyBack.as_view(), name="api-desk-key-back"),
    path(f"{BOOKING}wait/", visits.WaitLonger.as_view(), name="api-desk-wait"),
    path(f"{BOOKING}release/", visits.Release.as_view(), name="api-desk-release"),
    path(f"{BOOKING}take-back/", visits.TakeBackRelease.as_view(), name="api-desk-take-back"),
    path(f"{BOOKING}not-let-in/", visits.TakeBackWalkIn.as_view(), name="api-desk-not-let-in"),
    path(f"{BOOKING}line/", lines.InLine.as_view(), name="api-desk-line"),
    path(f"{BOOKING}give/", lines.Give.as_view(), name="api-desk-give"),
    path(SERIES, series.DeskSeries.as_view(), name="api-desk-series"),
    path(f"{SERIES}cancel/", series.CancelDeskSeries.as_view(), name="api-desk-series-cancel"),
    path(f"{SERIES}restore/", series.RestoreDeskSeries.as_view(), name="api-desk-series-restore"),
    path(f"{SERIES}move/", series.MoveDeskSeries.as_view(), name="api-desk-series-move"),
    path(f"{HALL}people/find/", phone.FindPeople.as_view(), name="api-desk-find"),
    path(f"{HALL}walk-ins/", walk_ins.WalkIns.as_view(), name="api-desk-walk-ins"),
    path(f"{HALL}rooms/<slug:room>/hours/", walk_ins.FreeUse.as_view(), name="api-desk-free-use"),
    path(f"{HALL}keys/", notes.Keys.as_view(), name="api-desk-keys"),
    path(f"{HALL}notes/", notes.Notes.as_view(), name="api-desk-notes"),
    path(f"{HALL}notes/<slug:id>/done/", notes.NoteDone.as_view(), name="api-desk-note-done"),
    path(f"{HALL}notes/<slug:id>/again/", notes.NoteAgain.as_view(), name="api-desk-note-again"),
    path(f"{HALL}things/", things.Things.as_view(), name="api-desk-things"),
    path(f"{HALL}faults/", things.Faults.as_view(), name="api-desk-faults"),
    path(f"{HALL}faults/<slug:id>/mend/", things.Mend.as_view(), name="api-desk-mend"),
    path(f"{HALL}faults/<slug:id>/mend-not/", things.MendNot.as_view(), name="api-desk-mend-not"),
    path(f"{HALL}occurrences/", things.Occurrences.as_view(), name="api-desk-occurrences"),
    path(
        f"{HALL}occurrences/<slug:id>/take-back/",
        things.TakeBackOccurrence.as_view(),
        name="api-desk-occurrence-take-back",
    ),
    path(f"{HALL}report/", report.DayReport.as_view(), name="api-desk-report"),
    path(f"{HALL}figures/", figures.HallFigures.as_view(), name="api-desk-figures"),
    path(f"{HALL}print/day/", sheets.DaySheet.as_view(), name="api-desk-sheet"),
    path(f"{HALL}print/doors/", sheets.DoorCards.as_view(), name="api-desk-cards"),
    path(f"{HALL}print/labels/", sheets.Labels.as_view(), name="api-desk-labels"),
    path(f"{HALL}report/pdf/", report.DayPaper.as_view(), name="api-desk-report-pdf"),
]
HOURS = [
    path(f"{HALL}closures/", closures.Closures.as_view(), name="api-desk-closures"),
    path(f"{HALL}closures/preview/", closures.PreviewClosure.as_view(), name="api-desk-closure-preview"),
    path(f"{HALL}closures/copy/", copying.CopyClosures.as_view(), name="api-desk-closures-copy"),
    path(
        f"{HALL}closures/copy/preview/",
        copying.PreviewCopies.as_view(),
        name="api-desk-closures-copy-preview",
    ),
    path(f"{HALL}closures/<slug:id>/lift/", closures.LiftClosure.as_view(), name="api-desk-closure-lift"),
    path(
        f"{HALL}recurring-closures/", closures.RecurringClosures.as_view(), name="api-desk-recurring-closures"
    ),
    path(
        f"{HALL}recurring-closures/preview/",
        closures.PreviewClosures.as_view(),
        name="api-desk-recurring-closures-preview",
    ),
    path(
        f"{HALL}recurring-closures/<slug:id>/end/",
        closures.EndClosures.as_view(),
        name="api-desk-recurring-closures-end",
    ),
    path(f"{HALL}festivals/", festivals.Festivals.as_view(), name="api-desk-festivals"),
    path(f"{HALL}festivals/preview/", festivals.PreviewFestival.as_view(), name="api-desk-festival-preview"),
    path(f"{HALL}evenings/", evenings.Evenings.as_view(), name="api-desk-evenings"),
    path(f"{EVENING}move/", evenings.MoveEvening.as_view(), name="api-desk-evening-move"),
    path(f"{EVENING}move/preview/", evenings.PreviewMove.as_view(), name="api-desk-evening-move-preview"),
    path(f"{EVENING}cancel/", evenings.CancelEvening.as_view(), name="api-desk-evening-cancel"),
    path(
        f"{EVENING}cancel/preview/", evenings.PreviewCancel.as_view(), name="api-desk-evening-cancel-preview"
    ),
    path(f"{EVENING}restore/", evenings.RestoreEvening.as_view(), name="api-desk-evening-restore"),
    path(
        f"{HALL}recurring-evenings/", evenings.RecurringEvenings.as_view(), name="api-desk-recurring-evenings"
    ),
    path(
        f"{HALL}recurring-evenings/<slug:id>/end/",
        evenings.EndEvenings.as_view(),
        name="api-desk-recurring-evenings-end",
    ),
    path(
        f"{HALL}recurring-evenings/<slug:id>/end/preview/",
        evenings.PreviewEnd.as_view(),
        name="api-desk-recurring-evenings-end-preview",
    ),
    path(f"{HALL}warnings/", warnings.Warnings.as_view(), name="api-desk-warnings"),
    path(f"{HALL}warnings/preview/", warnings.PreviewWarning.as_view(), name="api-desk-warning-preview"),
    path(f"{HALL}warnings/<slug:id>/lift/", warnings.LiftWarning.as_view(), name="api-desk-warning-lift"),
    path(f"{HALL}duty/", duty.Duty.as_view(), name="api-desk-duty"),
    path(f"{HALL}duties/", duties.Duties.as_view(), name="api-desk-duties"),
    path(f"{HALL}staff/", duty.Serving.as_view(), name="api-desk-staff"),
]
CALENDARS = f"{HALL}outside-calendars/"
OUTSIDE = [
    path(CALENDARS, outside.OutsideCalendars.as_view(), name="api-desk-outside"),
    path(f"{CALENDARS}read/", outside.ReadCalendar.as_view(), name="api-desk-outside-read"),
    path(f"{CALENDARS}preview/", outside.PreviewCalendar.as_view(), name="api-desk-outside-preview"),
]
NOW = [
    path(f"{HALL}closing-now/", emergencies.ClosingNow.as_view(), name="api-desk-closing-now"),
    path(f"{HALL}inside/<slug:id>/contacts/", emergencies.CallInside.as_view(), name="api-desk-call-inside"),
    path(f"{HALL}inside/<slug:id>/pick-up/", emergencies.PickUp.as_view(), name="api-desk-pick-up"),
    path(
        f"{HALL}pickups/<slug:id>/take-back/",
        emergencies.NotPickedUp.as_view(),
        name="api-desk-not-picked-up",
    ),
]
APPLIED = f"{HALL}registrations/<slug:id>/"
QUEUE = [
    path(f"{HALL}queue/", queue.Waits.as_view(), name="api-desk-queue"),
    path(f"{HALL}requests/<slug:id>/approve/", answers.Approve.as_view(), name="api-desk-approve"),
    path(f"{HALL}requests/<slug:id>/refuse/", answers.Refuse.as_view(), name="api-desk-refuse"),
    path(f"{HALL}requests/<slug:id>/propose/", answers.Propose.as_view(), name="api-desk-propose"),
    path(f"{HALL}requests/<slug:id>/reopen/", answers.Reopen.as_view(), name="api-desk-reopen"),
    path(f"{HALL}reductions/<slug:id>/grant/", answers.Grant.as_view(), name="api-desk-grant"),
    path(
        f"{HALL}reductions/<slug:id>/refuse/",
        answers.RefuseReduction.as_view(),
        name="api-desk-reduction-refuse",
    ),
    path(
        f"{HALL}reductions/<slug:id>/reopen/",
        answers.ReopenReduction.as_view(),
        name="api-desk-reduction-reopen",
    ),
    path(
        f"{APPLIED}approve/", registering.ApproveRegistration.as_view(), name="api-desk-registration-approve"
    ),
    path(f"{APPLIED}return/", registering.ReturnRegistration.as_view(), name="api-desk-registration-return"),
    path(f"{APPLIED}reopen/", registering.ReopenRegistration.as_view(), name="api-desk-registration-reopen"),
    path(f"{APPLIED}class/", registering.SetClass.as_view(), name="api-desk-registration-class"),
    path(
        f"{HALL}registrations/approve-all/",
        registering.ApproveWaiting.as_view(),
        name="api-desk-registrations-approve",
    ),
    path(f"{HALL}consents/<slug:id>/receive/", registering.ReceiveConsent.as_view(), name="api-desk-consent"),
    path(f"{HALL}calls/<slug:id>/", registering.Called.as_view(), name="api-desk-called"),
]
MONEY = [
    path(f"{HALL}payments/", ledger.Payments.as_view(), name="api-desk-payments"),
    path(f"{HALL}papers/", ledger.HandedOut.as_view(), name="api-desk-papers"),
    path(f"{BOOKING}money/", money.DeskMoney.as_view(), name="api-desk-money"),
    path(f"{BOOKING}payments/", money.Take.as_view(), name="api-desk-take"),
    path(f"{BOOKING}refunds/", money.GiveBack.as_view(), name="api-desk-give-back"),
    path(f"{BOOKING}payments/<slug:payment>/strike/", money.Strike.as_view(), name="api-desk-strike"),
    path(f"{BOOKING}reduction/grant/", money.Reduce.as_view(), name="api-desk-reduce"),
    path(f"{BOOKING}reduction/refuse/", money.ReduceNot.as_view(), name="api-desk-reduce-not"),
    path(f"{BOOKING}reduction/reopen/", money.ReduceAgain.as_view(), name="api-desk-reduce-again"),
    path(f"{BOOKING}papers/", money.IssuePaper.as_view(), name="api-desk-paper-issue"),
]
STAFF = [
    path(f"{HALL}posts/", posts.Posts.as_view(), name="api-desk-posts"),
    path(f"{HALL}posts/find/", posts.FindForPost.as_view(), name="api-desk-post-find"),
    path(f"{HALL}posts/renew/", posts.RenewPosts.as_view(), name="api-desk-posts-renew"),
    path(f"{HALL}posts/<slug:id>/change/", posts.ChangePost.as_view(), name="api-desk-post-change"),
    path(f"{HALL}posts/<slug:id>/end/", posts.EndPost.as_view(), name="api-desk-post-end"),
    path(f"{HALL}posts/<slug:id>/reset-factor/", posts.ResetFactor.as_view(), name="api-desk-post-reset"),
    path(f"{HALL}doors/", kiosks.Kiosks.as_view(), name="api-desk-doors"),
    path(f"{HALL}doors/<slug:id>/revoke/", kiosks.RevokeKiosk.as_view(), name="api-desk-door-revoke"),
]
ACTS = [
    path(f"{HALL}acts/", acts.Acts.as_view(), name="api-desk-acts"),
    path(f"{HALL}acts/all/", acts.AllActs.as_view(), name="api-desk-acts-all"),
    path(f"{HALL}acts/export/", copies.CopyOfActs.as_view(), name="api-desk-acts-export"),
    path(f"{HALL}acts/<slug:id>/undo/", acts.UndoAct.as_view(), name="api-desk-undo"),
]
COURSES = [
    path(f"{HALL}courses/", courses.DeskCourses.as_view(), name="api-desk-courses"),
    path(f"{HALL}courses/<slug:id>/", courses.DeskCourse.as_view(), name="api-desk-course"),
    path(f"{HALL}courses/<slug:id>/taken/", courses.Taken.as_view(), name="api-desk-course-taken"),
    path(f"{HALL}inductions/", courses.Inductions.as_view(), name="api-desk-inductions"),
]
ROUNDS = [
    path(f"{HALL}lotteries/", lotteries.DeskRounds.as_view(), name="api-desk-rounds"),
    path(ROUND, lotteries.DeskRound.as_view(), name="api-desk-round"),
    path(f"{ROUND}change/", lotteries.ChangeRound.as_view(), name="api-desk-round-change"),
    path(f"{ROUND}open/", lotteries.OpenRound.as_view(), name="api-desk-round-open"),
    path(f"{ROUND}cancel/", lotteries.CancelRound.as_view(), name="api-desk-round-cancel"),
    path(f"{ROUND}draw/", lotteries.DrawRound.as_view(), name="api-desk-round-draw"),
    path(f"{ROUND}results/", lotteries.Results.as_view(), name="api-desk-round-results"),
    path(f"{ROUND}entries/", lotteries.OnPaper.as_view(), name="api-desk-paper-entry"),
]
RULES = [
    path(f"{HALL}rules/", rules.HallVersions.as_view(), name="api-desk-rules"),
    path(DRAFT, rules.Draft.as_view(), name="api-desk-draft"),
    path(f"{DRAFT}day/", rules.DraftDay.as_view(), name="api-desk-draft-day"),
    path(f"{DRAFT}clauses/", rules.Clauses.as_view(), name="api-desk-clauses"),
    path(f"{DRAFT}clauses/<slug:id>/drop/", rules.DropClause.as_view(), name="api-desk-clause-drop"),
    path(f"{DRAFT}clauses/<slug:id>/restore/", rules.RestoreClause.as_view(), name="api-desk-clause-restore"),
    path(f"{DRAFT}words/", rule_parts.RuleWords.as_view(), name="api-desk-draft-words"),
    path(f"{DRAFT}hall/", rule_parts.HallFacts.as_view(), name="api-desk-draft-hall"),
    path(f"{DRAFT}day-sets/", rule_parts.DaySets.as_view(), name="api-desk-day-sets"),
    path(f"{DRAFT}day-sets/<slug:id>/drop/", rule_parts.DropDaySet.as_view(), name="api-desk-day-set-drop"),
    path(f"{DRAFT}questions/", rule_parts.WorkedQuestions.as_view(), name="api-desk-questions"),
    path(
        f"{DRAFT}questions/<slug:id>/adopt/",
        rule_parts.AdoptAnswer.as_view(),
        name="api-desk-question-adopt",
    ),
    path(
        f"{DRAFT}questions/<slug:id>/drop/",
        rule_parts.DropQuestion.as_view(),
        name="api-desk-question-drop",
    ),
    path(f"{DRAFT}preview/", rules.PreviewRules.as_view(), name="api-desk-rules-preview"),
    path(f"{DRAFT}discard/", rules.DiscardDraft.as_view(), name="api-desk-draft-discard"),
    path(f"{DRAFT}publish/", rules.PublishDraft.as_view(), name="api-desk-draft-publish"),
    path(f"{HALL}rules/<slug:day>/withdraw/", rules.WithdrawRules.as_view(), name="api-desk-rules-withdraw"),
]

urlpatterns = [
    path("v1/desk/", door.Desks.as_view(), name="api-desks"),
    *DAY,
    *HOURS,
    *OUTSIDE,
    *NOW,
    *COUNTER,
    *QUEUE,
    *MONEY,
    *STAFF,
    *ACTS,
    *COURSES,
    *PROGRAMMES,
    *ROUNDS,
    *RULES,
]
