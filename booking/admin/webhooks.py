"""Which of a city's systems hears what, and what was sent to it."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Count, Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from booking.actions.webhooks import renew_secret, replay, secret_of
from booking.models import Delivery, Webhook
from booking.rules.webhooks import Event, Unsafe, host_of
from facilities.admin import ReadOnly
from facilities.clock import machine_time, now

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
