"""People and promises in Django's admin: found, read and, where no verb does it, corrected."""

from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from booking.actions.webhooks import renew_secret, replay, secret_of
from booking.models import Act, Booking, Delivery, Group, Membership, Person, Post, Programme, Skill, Webhook
from booking.rules.webhooks import Event, Unsafe, host_of
from facilities.admin import Kept, ReadOnly
from facilities.clock import machine_time, now
from facilities.labels import moment_words

ONLY_SUPERUSERS = ("is_staff", "is_superuser", "groups", "user_permissions")


@admin.register(Person)
class PersonAdmin(Kept):
    """Card numbers, ties and records are the desk's; nobody sees a password, nor a birth date in a list."""

    list_display = ("card_number", "name", "call_name", "is_staff", "is_active")
    list_filter = ("is_staff", "is_active", "is_superuser")
    search_fields = ("card_number", "name", "reading", "call_name", "email", "public_id")
    ordering = ("card_number",)
    fields = (
        "public_id",
        "card_number",
        "name",
        "reading",
        "call_name",
        "birth_date",
        "language",
        "is_active",
    )
    readonly_fields = ("public_id", "card_number", "name", "reading", "call_name")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def get_fields(self, request: HttpRequest, obj: Person | None = None) -> Any:
        """Who may do what is for superusers to say: nobody raises their own rights."""
        return (*self.fields, *ONLY_SUPERUSERS) if request.user.is_superuser else self.fields


class Members(admin.TabularInline):  # type: ignore[type-arg]  # as in facilities
    model = Membership
    fields = readonly_fields = ("person", "role")
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(Group)
class GroupAdmin(ReadOnly):
    list_display = ("name", "kind", "public_id")
    list_filter = ("kind",)
    search_fields = ("name", "public_id", "memberships__person__card_number")
    inlines = (Members,)


@admin.register(Booking)
class BookingAdmin(ReadOnly):
    list_display = ("public_id", "hall", "room", "starts", "state", "group", "person", "channel")
    list_filter = ("room__facility", "state", "channel")
    list_select_related = ("room__facility", "group", "person")
    search_fields = ("public_id", "person__card_number", "group__name")
    ordering = ("-start",)

    @admin.display(description=_("館"), ordering="room__facility")
    def hall(self, booking: Booking) -> str:
        return booking.room.facility.name

    @admin.display(description=_("始まり"), ordering="start")
    def starts(self, booking: Booking) -> str:
        return moment_words(booking.start, ZoneInfo(booking.room.facility.timezone))


@admin.register(Programme)
class ProgrammeAdmin(ReadOnly):
    list_display = ("name_ja", "facility", "department", "state", "public_id")
    list_filter = ("facility", "department", "state")
    list_select_related = ("facility", "department")
    search_fields = ("name_ja", "name_en", "public_id")
    ordering = ("-made_at",)


@admin.register(Act)
class ActAdmin(ReadOnly):
    """Nobody edits the log, here or elsewhere."""

    list_display = ("when", "hall", "actor", "verb", "subject", "subject_id", "why")
    list_filter = ("hall", "verb", "subject")
    list_select_related = ("hall", "actor")
    search_fields = ("subject_id", "actor__card_number", "verb")

    @admin.display(description=_("日時"), ordering="at")
    def when(self, act: Act) -> str:
        return moment_words(act.at, ZoneInfo(act.hall.timezone if act.hall else settings.TIME_ZONE))


@admin.register(Post)
class PostAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """A hall's own posts are changed on its page; its first manager, and a department's people, come here."""

    list_display = ("person", "role", "facility", "department", "until")
    list_filter = ("facility", "department", "role")
    list_select_related = ("person", "facility", "department")
    search_fields = ("person__card_number", "person__name")
    autocomplete_fields = ("person", "facility", "department")
    fields = ("person", "facility", "department", "role", "until")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(request.user.is_superuser)

    def has_change_permission(self, request: HttpRequest, obj: Post | None = None) -> bool:
        return bool(request.user.is_superuser) and (obj is None or obj.department_id is not None)

    has_delete_permission = has_change_permission

    def save_model(self, request: HttpRequest, obj: Post, form: Any, change: bool) -> None:
        super().save_model(request, obj, form, change)
        Person.objects.filter(pk=obj.person_id).update(is_staff=True)


@admin.register(Skill)
class SkillAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    """The short list of words by which the talent list is looked through: a city's own."""

    list_display = ("slug", "name_ja", "name_en", "position")
    fields = ("slug", "name_ja", "name_reading", "name_en", "position")


UNSAFE = {
    "malformed": _("名前やパスワードや # を除いた、https:// で始まるアドレスにしてください。"),
    "scheme": _("https:// で始まるアドレスにしてください。"),
    "unlisted": _("この相手には送れません。サーバーの設定 WEBHOOK_HOSTS に名前を加えると送れます。"),
}


class WebhookForm(forms.ModelForm):  # type: ignore[type-arg]
    """Which of a city's systems hears what. Only hosts that stand in WEBHOOK_HOSTS are taken."""

    url = forms.URLField(label=_("送り先"), max_length=500, assume_scheme="https")
    events = forms.MultipleChoiceField(
        label=_("知らせること"),
        choices=[(event, event) for event in Event],
        widget=forms.CheckboxSelectMultiple,
    )

    class Meta:
        model = Webhook
        fields = ("url", "hall", "events", "active")

    def clean_url(self) -> str:
        url = str(self.cleaned_data["url"])
        try:
            host_of(url, frozenset(settings.WEBHOOK_HOSTS), trial=settings.TRIAL)
        except Unsafe as unsafe:
            raise ValidationError(UNSAFE[str(unsafe)], code=str(unsafe)) from unsafe
        return url


@admin.register(Webhook)
class WebhookAdmin(admin.ModelAdmin):  # type: ignore[type-arg]
    form = WebhookForm
    list_display = ("public_id", "url", "hall", "active", "parked")
    list_filter = ("hall", "active")
    list_select_related = ("hall",)
    search_fields = ("url", "public_id")
    readonly_fields = ("public_id", "secret")
    actions = ("renew",)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Webhook]:
        parked = Count("deliveries", filter=Q(deliveries__state=Delivery.State.PARKED))
        webhooks: QuerySet[Webhook] = super().get_queryset(request).annotate(parked_count=parked)
        return webhooks

    @admin.display(description=_("止まっているもの"), ordering="parked_count")
    def parked(self, webhook: Any) -> int:
        return int(webhook.parked_count)

    @admin.display(description=_("署名の鍵"))
    def secret(self, webhook: Webhook) -> str:
        return secret_of(webhook) if webhook.pk else ""

    @admin.action(description=_("署名の鍵を新しくする"), permissions=["change"])
    def renew(self, request: Any, queryset: QuerySet[Webhook]) -> None:
        for webhook in queryset:
            renew_secret(webhook=webhook, actor=request.user, now=now())
        self.message_user(request, _("新しい鍵にしました。相手のシステムにも入れてください。"))


@admin.register(Delivery)
class DeliveryAdmin(ReadOnly):
    """Each message of the last month: whether it was taken, what the last try met."""

    list_display = ("public_id", "event", "webhook", "state", "tries", "met")
    list_filter = ("state", "event", "webhook")
    list_select_related = ("webhook",)
    search_fields = ("public_id", "act__subject_id")
    actions = ("send_again",)

    @admin.action(description=_("もう一度送る"), permissions=["view"])
    def send_again(self, request: Any, queryset: QuerySet[Delivery]) -> None:
        keys = list(queryset.values_list("pk", flat=True))
        count = replay(deliveries=keys, actor=request.user, now=machine_time())
        self.message_user(request, _("%(count)d件を、もう一度送ります。") % {"count": count})
