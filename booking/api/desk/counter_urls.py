"""The addresses of the counter: people, their numbers and records, and groups."""

from django.urls import path

from booking.api.desk import groups, new_people, numbers, people, records

HALL = "v1/desk/<slug:hall>/"
MEMBER = f"{HALL}people/<slug:whom>/"
GUARDIAN = f"{MEMBER}guardians/<slug:guardian>/"
COUNTER = [
    path(f"{HALL}people/", new_people.Register.as_view(), name="api-desk-register"),
    path(f"{HALL}people/look-up/", new_people.LookUp.as_view(), name="api-desk-look-up"),
    path(f"{MEMBER}first-code/", new_people.FirstCode.as_view(), name="api-desk-first-code"),
    path(MEMBER, people.Card.as_view(), name="api-desk-person"),
    path(f"{MEMBER}ties/", people.VerifyTie.as_view(), name="api-desk-tie"),
    path(f"{MEMBER}consents/", people.GuardiansWord.as_view(), name="api-desk-guardians-word"),
    path(f"{MEMBER}number/", numbers.MembersNumber.as_view(), name="api-desk-number"),
    path(f"{GUARDIAN}number/", numbers.GuardiansNumber.as_view(), name="api-desk-guardian-number"),
    path(f"{HALL}groups/find/", groups.FindGroups.as_view(), name="api-desk-groups-find"),
    path(f"{HALL}groups/<slug:id>/", groups.DeskGroup.as_view(), name="api-desk-group"),
    path(f"{MEMBER}record/", records.Record.as_view(), name="api-desk-record"),
    path(f"{MEMBER}record/close/", records.CloseRecord.as_view(), name="api-desk-record-close"),
    path(f"{MEMBER}record/open/", records.OpenRecord.as_view(), name="api-desk-record-open"),
    path(f"{GUARDIAN}stop/", records.StopGuardian.as_view(), name="api-desk-guardian-stop"),
]
