"""What is held about somebody, in a shape that machines read: all of it, and nothing about anybody else."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from django.db.models import Q, QuerySet

from booking.models import (
    Act,
    Booking,
    NewAddress,
    Payment,
    Person,
    Reduction,
    ReductionRequest,
    Series,
    SignUp,
    Talent,
    Wait,
)
from booking.rules.particulars import Asked


def address_to_be(person: Person) -> str | None:
    """The mail address that somebody has named and not yet confirmed. One query."""
    return NewAddress.objects.filter(person=person).values_list("email", flat=True).first()


def held_about(person: Person) -> dict[str, Any]:
    """Everything on record, as values that JSON knows: days as "2027-03-31", instants as ISO 8601 in UTC.

    What opens something (passwords, codes, the keys of feeds) is kept as fingerprints only, and left out.
    """
    return {
        **_known(person),
        **_promised(person),
        **_agreed(person),
        **_counted(person),
        **_offered(person),
        **_told(person),
    }


def _known(person: Person) -> dict[str, Any]:
    """Who they are to the city."""
    return {
        "person": _person(person),
        "ties": list(person.ties.values("kind", "verified_on", "valid_until")),
        "registrations": list(
            person.registrations.values(
                "registry", "state", "user_class", "registered_on", "valid_until", "returned_why"
            )
        ),
        "inductions": list(person.inductions.values("course", "taken_on", "valid_until")),
        "course_dates": [
            {"hall": seat.date.facility.slug, "course": seat.date.course, **_times(seat.date)}
            for seat in person.seats.select_related("date__facility").order_by("pk")
        ],
    }


def _promised(person: Person) -> dict[str, Any]:
    """What they have, had, wait for, or applied for."""
    return {
        "groups": list(person.memberships.values("group__name", "role")),
        "bookings": [_booking(one, person) for one in _bookings(person)],
        "series": [_made(one) for one in person.series.select_related("room__facility").order_by("pk")],
        "waits": [_wait(one) for one in _waits(person)],
        "programmes": [_signed_up(one) for one in _signups(person)],
        "suggestions": list(
            person.suggestions.values("facility__slug", "title", "text", "state", "answer", "sent_at")
        ),
        "lottery": [
            {
                "round": entry.round.public_id,
                "entry": entry.public_id,
                "received_at": _instant(entry.received_at),
                "purpose": entry.purpose,
                "answered": entry.told,
                "wishes": list(entry.choices.order_by("rank").values_list("slot__number", "outcome")),
            }
            for entry in person.entries.select_related("round").order_by("pk")
        ],
        "lectures": [
            {
                "lecture": one.lecture.public_id,
                "group": one.group.name,
                "state": one.state,
                "place": one.place,
                "asked_at": _instant(one.asked_at),
            }
            for one in person.lectures.select_related("lecture", "group").order_by("pk")
        ],
    }


def _agreed(person: Person) -> dict[str, Any]:
    """Who agreed to what, and who was asked."""
    return {
        "consents": list(
            person.consents.order_by("pk").values(
                *("hall__slug", "purpose", "way", "through_child", "given_on", "valid_until"),
            )
        ),
        "consents_asked_for": [
            {"hall": one.hall.slug, "purpose": one.purpose, "at": _instant(one.made_at)}
            for one in person.consent_requests.select_related("hall").order_by("pk")
        ],
        # Without number and address: how a guardian is reached is about the guardian.
        "guardians": list(person.guardians.order_by("pk").values("name", "relation", "reached", "until")),
    }


def _counted(person: Person) -> dict[str, Any]:
    """What came of their bookings."""
    return {
        "incidents": list(person.incidents.order_by("pk").values("event", "cause", "on")),
        "payments": [
            {"booking": one.booking.public_id, "yen": one.yen, "at": _instant(one.at)}
            for one in Payment.objects.filter(booking__person=person).select_related("booking").order_by("pk")
        ],
        "reductions": [
            {
                "booking": one.booking.public_id,
                "percent": one.percent,
                "yen": one.yen,
                "condition": one.condition,
                "why": one.why,
            }
            for one in Reduction.objects.filter(booking__person=person).select_related("booking")
        ],
        "reductions_asked_for": [
            {
                "booking": one.booking.public_id,
                "clause": one.clause,
                "said": one.said,
                "at": _instant(one.made_at),
            }
            for one in ReductionRequest.objects.filter(person=person).select_related("booking")
        ],
    }


def _offered(person: Person) -> dict[str, Any]:
    """What they offer on the talent list, themselves or for a group whose entry they wrote."""
    theirs = Talent.objects.filter(Q(person=person) | Q(group__isnull=False, entered_by=person))
    return {
        "talents": [
            {
                "name": one.name,
                "name_public": one.name_public,
                "skills": [skill.slug for skill in one.skills.all()],
                "words": one.words,
                "about": one.about,
                "for": one.bands,
                "when": one.hours,
                "phone": one.phone,
                "email": one.email,
                "consented_on": one.consented_on,
                "verified_at": _instant(one.verified_at),
                "lists": [
                    {"department": of.department.slug, "since": of.since, "until": of.until}
                    for of in one.listings.all()
                ],
                "introduced_on": [made.day for made in one.introductions.all()],
            }
            for one in theirs.prefetch_related("skills", "listings__department", "introductions")
        ]
    }


def _told(person: Person) -> dict[str, Any]:
    """What they were told, by what they read it, and what was done."""
    return {
        "notices": [
            {"at": _instant(one.made_at), "kind": one.kind, "subject": one.subject, "body": one.body}
            for one in person.notices.all()
        ],
        "devices": [
            {
                "name": one.name,
                "tells_of": one.kind,
                "made_at": _instant(one.made_at),
                "last_used_at": _instant(one.last_used_at),
            }
            for one in person.subscriptions.all()
        ],
        "programs": [
            {
                "name": one.name,
                "scopes": one.scopes,
                "made_at": _instant(one.made_at),
                "last_used_at": _instant(one.last_used_at),
            }
            for one in person.api_tokens.all()
        ],
        "log": [
            {
                "at": _instant(one.at),
                "verb": one.verb,
                "what": one.subject,
                # Who else it was is about somebody else.
                "by_me": one.actor_id == person.pk,
            }
            for one in _acts(person)
        ],
    }


def _person(person: Person) -> dict[str, Any]:
    fields = (
        "card_number",
        "name",
        "reading",
        "call_name",
        "birth_date",
        "email",
        "phone",
        "school",
        "language",
        "unmailed",
    )
    waiting = getattr(person, "new_address", None)
    return {
        **{name: getattr(person, name) for name in fields},
        "new_email": waiting.email if waiting else "",
        "last_login": person.last_login,
    }


def _bookings(person: Person) -> QuerySet[Booking]:
    """What they booked or came to, in whoever's name."""
    attended = Booking.people.through.objects.filter(person=person).values("booking")
    rows = Booking.objects.filter(Q(person=person) | Q(pk__in=attended))
    return rows.select_related("room__facility", "group", "request").order_by("start", "pk")


def _booking(booking: Booking, person: Person) -> dict[str, Any]:
    mine = booking.person_id == person.pk
    asked = getattr(booking, "request", None) if mine else None
    return {
        "id": booking.public_id,
        "hall": booking.room.facility.slug,
        "room": booking.room.slug,
        "state": booking.state,
        "group": booking.group.name if booking.group else "",
        "headcount": booking.headcount,
        "given_up_for": booking.cause if mine else "",
        "booked_by_me": mine,
        # What a friend wrote is about the friend: of it one has that one came, when and where.
        "purpose": booking.purpose if mine else "",
        "answered": booking.told if mine else {},
        "help_wanted": booking.help_wanted if mine else "",
        "asked_of_hall": asked.said if asked else "",
        "hall_answered": asked.words if asked else "",
        **_times(booking),
    }


def _made(series: Series) -> dict[str, Any]:
    room = series.room
    return {
        "id": series.public_id,
        "hall": room.facility.slug,
        "room": room.slug,
        "purpose": series.purpose,
        "headcount": series.headcount,
        "made_at": _instant(series.made_at),
    }


def _signups(person: Person) -> QuerySet[SignUp]:
    told = person.signups.select_related("programme", "group", "particulars")
    return told.prefetch_related("dates__session", "payments").order_by("pk")


def _signed_up(signup: SignUp) -> dict[str, Any]:
    """What they signed up for, with what they told for it as long as that is kept."""
    told = getattr(signup, "particulars", None)
    return {
        "programme": signup.programme.name_ja,
        "group": signup.group.name if signup.group else "",
        "party": signup.party,
        "note": signup.note,
        "made_at": _instant(signup.made_at),
        "dates": [{"state": one.state, **_times(one.session)} for one in signup.dates.all()],
        "paid": [{"at": _instant(one.at), "yen": one.yen} for one in signup.payments.all()],
        "told_besides": {} if told is None else {key.value: getattr(told, key) for key in Asked},
    }


def _waits(person: Person) -> QuerySet[Wait]:
    told = person.waits.select_related("wish").prefetch_related("wish__rooms__facility")
    return told.order_by("pk")


def _wait(wait: Wait) -> dict[str, Any]:
    wish = wait.wish
    return {
        "rooms": [f"{room.facility.slug}/{room.slug}" for room in wish.rooms.all()],
        "from": wish.first_on,
        "until": wish.last_on,
        "weekdays": wish.weekdays,
        "days": wish.days,
        "from_minute": wish.from_minute,
        "until_minute": wish.until_minute,
        "seconds": wish.seconds,
        "purpose": wait.purpose,
        "answered": wait.told,
        "state": wait.state,
        "since": _instant(wait.made_at),
    }


def _times(what: Any) -> dict[str, str | None]:
    return {"start": _instant(what.start), "end": _instant(what.end)}


def _acts(person: Person) -> Iterable[Act]:
    """What they did, and what was done to their record or seen of it."""
    of_them = Q(actor=person) | Q(subject="person", subject_id=person.public_id)
    return Act.objects.filter(of_them).order_by("at", "pk")


def _instant(at: int | None) -> str | None:
    return None if at is None else datetime.fromtimestamp(at, UTC).isoformat()
