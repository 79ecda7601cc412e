"""What the templates say in one word: an icon, a name with its reading, a day, a time."""

import re
import secrets
from datetime import date
from functools import cache, lru_cache
from zoneinfo import ZoneInfo

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from booking.web import furigana
from booking.web.japanese import is_left
from facilities import labels
from facilities.models import Facility
from facilities.queries.halls import published_halls
from facilities.rules.spans import Span

register = template.Library()
register.filter(furigana.named)
WHOLE = re.compile(r"(?:\d+年)?\d+月\d+日(?:\(.\))?|\d+:\d\d(?:–\d+:\d\d)?")


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    return format_html('<svg class="i" aria-hidden="true"><use href="#i-{}"/></svg>', name)


@register.simple_tag
@lru_cache(maxsize=4096)
def to(name: str, *args: str) -> str:
    """The address of a page by its name. Remembered: a page's frame names the same dozen every time."""
    return reverse(name, args=args)


@register.simple_tag
def still(template: str) -> SafeString:
    """A part of the frame that says the same on every page in a language: rendered once for each."""
    # With no context, so that nothing of one reader's request is kept for the next.
    return _rendered(template, get_language())


@cache
def _rendered(template: str, language: str) -> SafeString:
    return render_to_string(template)


@register.simple_tag
def form_key() -> SafeString:
    """By which a form that is sent twice makes one thing (`booking.web.form_keys`)."""
    return format_html('<input type="hidden" name="key" value="{}">', secrets.token_urlsafe(16))


@register.simple_tag
def ruby(text: str) -> SafeString:
    """「音楽室|おんがくしつ」 with the reading above the word."""
    word, _, reading = text.partition("|")
    return mark_safe(furigana.ruby(word, reading))  # noqa: S308  escaped piece by piece there


@register.filter
def whole(words: str) -> SafeString:
    """A sentence whose dates and times do not break over two lines."""
    return mark_safe(WHOLE.sub(r'<span class="nw">\g<0></span>', escape(words)))  # noqa: S308  escaped first


@register.filter
def in_japanese(words: str) -> bool:
    """Whether a page in English has these words in Japanese."""
    return is_left(words)


@register.filter
def day(value: date, today: date | None = None) -> str:
    """With its year where, seen from `today`, another could be meant."""
    return labels.day_words(value, today)


@register.filter
def weekday(value: date) -> str:
    return labels.weekday_words(value)


@register.filter
def weekend(value: date) -> str:
    """The class that colours a Saturday or a Sunday."""
    return {5: "sa", 6: "su"}.get(value.weekday(), "")


@register.filter
def times(span: Span, zone: ZoneInfo) -> str:
    return labels.times_words(span, zone)


@register.filter
def times_over(count: int) -> range:
    """So many turns of a template's loop."""
    return range(count)


@register.filter
def clock(at: int, zone: ZoneInfo) -> str:
    return labels.time_words(at, zone)


@register.simple_tag
def halls() -> list[Facility]:
    """The published halls, for a page that lost its way. One query."""
    return list(published_halls())
