"""What the desk answers to registrations, to a guardian's paper, and to whoever it calls."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response

from booking.actions import group_registrations, registrations
from booking.actions.allowing import LONGEST_WHY
from booking.actions.approving import approve_waiting
from booking.actions.consents import Answerer, receive_consent
from booking.actions.group_registrations import set_class
from booking.actions.guardians import LONGEST_RELATION
from booking.actions.notices import note_call
from booking.api.choices import RECEIVED_WAYS
from booking.api.desk.door import DeskView, key_in
from booking.api.desk.queue import REGISTRATION
from booking.api.fields import Body, PlainText, Unfitting, optional_text, read
from booking.api.operations import changing
from booking.models import Consent, Registration
from booking.models.keys import sealed
from booking.queries.bookings import Absent
from booking.queries.consents import consent_in
from booking.queries.queues import registrations_at
from booking.queries.rules import rules_of
from booking.rules.classes import classes_of
from booking.rules.names import LONGEST_NAME
from booking.rules.staff import Right
from facilities.rules.spans import local_day


class RegistrationOut(serializers.Serializer[Any]):
    id = serializers.CharField()
    registry = serializers.CharField()
    state = serializers.ChoiceField(choices=Registration.State.values)
    user_class = serializers.CharField()
    registered_on = serializers.DateField()
    valid_until = serializers.DateField(allow_null=True)


@extend_schema_serializer(examples=[OpenApiExample("yes", {"why": ""})])
class ApproveRegistrationIn(Body):
    why = optional_text(LONGEST_WHY, _("たりないものがあるまま承認するわけ。"))
    user_class = optional_text(
        group_registrations.LONGEST_CLASS, _("団体の利用者区分。館のきまりが使う名前。")
    )


@extend_schema_serializer(examples=[OpenApiExample("no address", {"why": "住所を書いてください。"})])
class ReturnIn(Body):
    why = PlainText(max_length=LONGEST_WHY, help_text=_("どこを直すとよいか。相手に届きます。"))


@extend_schema_serializer(
    examples=[OpenApiExample("on paper", {"name": "やまだ", "relation": "母", "way": "paper"})]
)
class ReceiveIn(Body):
    """The guardian who has agreed, as the paper or the voice names them."""

    name = PlainText(max_length=LONGEST_NAME)
    relation = PlainText(max_length=LONGEST_RELATION)
    way = serializers.ChoiceField(choices=RECEIVED_WAYS, default=RECEIVED_WAYS[0])


@extend_schema_serializer(examples=[OpenApiExample("told", {"told": True})])
class CalledIn(Body):
    told = serializers.BooleanField(help_text=_("false なら、出なかったので、また電話します。"))


@extend_schema_serializer(examples=[OpenApiExample("young people", {"user_class": "youth"})])
class ClassIn(Body):
    user_class = PlainText(
        allow_blank=True,
        max_length=group_registrations.LONGEST_CLASS,
        help_text=_("団体の利用者区分。館のきまりが使う名前。"),
    )


class ApprovedOut(serializers.Serializer[Any]):
    approved = serializers.IntegerField()
    left = serializers.ListField(
        child=serializers.CharField(), help_text=_("まだたりないもののある登録の id。")
    )


class RegistrationView(DeskView):
    right = Right.PEOPLE

    def registration(self, public_id: str) -> Registration:
        found = registrations_at(self.hall).select_related("person", "group")
        one = found.filter(pk=key_in(REGISTRATION, public_id)).first()
        if one is None:
            raise Absent(public_id)
        return one

    def told(self, public_id: str) -> Response:
        return Response(registration_data(self.registration(public_id)))

    def chosen(self, given: str, one: Registration) -> str:
        """ValidationError for a class that no rule of the hall knows: nobody would know why it lets nobody
        in."""
        # The one that they have stays possible, though no rule may know it any more.
        if given and given not in {*classes_at(self), one.user_class}:
            raise Unfitting({"user_class": [_("利用者区分を、えらびなおしてください。")]})
        return given


class ApproveRegistration(RegistrationView):
    @changing("queue", _("登録を承認する"), ApproveRegistrationIn, RegistrationOut, seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002  # the address calls it so
        one, sent = self.registration(id), read(ApproveRegistrationIn, request)
        if one.group_id is None:
            registrations.approve_registration(registration=one, why=sent["why"], **self.by)
        else:
            day = local_day(self.at, self.zone)
            chosen = {"user_class": self.chosen(sent["user_class"], one), "why": sent["why"], "day": day}
            group_registrations.approve(registration=one, **chosen, **self.by)
        return self.told(id)


class ReturnRegistration(RegistrationView):
    @changing("queue", _("登録の申しこみを返す"), ReturnIn, RegistrationOut, seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        one, why = self.registration(id), read(ReturnIn, request)["why"]
        verb = registrations.return_registration if one.group_id is None else group_registrations.send_back
        verb(registration=one, why=why, **self.by)
        return self.told(id)


class ReopenRegistration(RegistrationView):
    @changing("queue", _("登録の返事をもどす"), Body, RegistrationOut, words=_("1日のあいだ。"), seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        read(Body, request)
        registrations.reconsider(registration=self.registration(id), **self.by)
        return self.told(id)


class SetClass(RegistrationView):
    @changing(
        "queue",
        _("団体の利用者区分を決める"),
        ClassIn,
        RegistrationOut,
        words=_("空の文なら、区分なしです。団体の登録だけです。"),
        seen=False,
    )
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        one, sent = self.registration(id), read(ClassIn, request)
        set_class(registration=one, user_class=self.chosen(sent["user_class"], one), **self.by)
        return self.told(id)


class ApproveWaiting(DeskView):
    right = Right.PEOPLE

    @changing(
        "queue",
        _("たりないもののない登録を、まとめて承認する"),
        Body,
        ApprovedOut,
        words=_("人と団体の申しこみを、早いものから50件ずつ。1件ずつ判断します。"),
        seen=False,
    )
    def post(self, request: Request, hall: str) -> Response:
        read(Body, request)
        found = approve_waiting(hall=self.hall, day=local_day(self.at, self.zone), **self.by)
        left = [sealed(REGISTRATION, one.pk) for one in found.left]
        return Response({"approved": found.done, "left": left})


class ReceiveConsent(DeskView):
    right = Right.PEOPLE

    @changing("queue", _("保護者の同意を受け取った"), ReceiveIn, None, seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        sent, before = read(ReceiveIn, request), consent_in(self.hall, id)
        if before is None:
            raise Absent(id)
        receive_consent(
            child=before.child,
            hall=self.hall,
            purpose=before.purpose,
            answerer=Answerer(sent["name"], sent["relation"]),
            way=Consent.Way(sent["way"]),
            **self.by,
        )
        return Response(status=204)


class Called(DeskView):
    @changing("queue", _("電話で知らせた"), CalledIn, None, seen=False)
    def post(self, request: Request, hall: str, id: str) -> Response:  # noqa: A002
        told = read(CalledIn, request)["told"]
        note_call(staff=self.somebody, public_id=id, answered=told, now=self.at)
        return Response(status=204)


def registration_data(one: Registration) -> dict[str, Any]:
    """As RegistrationOut describes it."""
    fields = ("registry", "state", "user_class", "registered_on", "valid_until")
    return {"id": sealed(REGISTRATION, one.pk), **{field: getattr(one, field) for field in fields}}


def classes_at(view: DeskView) -> list[str]:
    """The classes of users that the hall's rules tell apart: of the version that holds today, and of those
    that will, since registering may look ahead to them."""
    today, rules = local_day(view.at, view.zone), rules_of([view.hall])[view.hall.pk]
    now = rules.book_on(today)
    books = [*([now] if now else []), *(book for day, book in rules.books if day > today)]
    return list(dict.fromkeys(classes_of(books)))
