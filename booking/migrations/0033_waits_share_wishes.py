"""What everybody waits for becomes a wish; who waits for the very same shares it, and all keep their place.

The way back is for empty tables only, as columns without a default come back: a backup is the other one.
"""

from collections import defaultdict

from django.db import migrations

FIELDS = ("first_on", "last_on", "weekdays", "days", "from_minute", "until_minute", "seconds")
AT_ONCE = 500


def share(apps, schema_editor):
    Wait, Wish = (apps.get_model("booking", name) for name in ("Wait", "Wish"))
    alike = defaultdict(list)
    for wait in Wait.objects.order_by("pk").prefetch_related("rooms").iterator(AT_ONCE):
        rooms = tuple(sorted(room.pk for room in wait.rooms.all()))
        alike[rooms, repr([getattr(wait, name) for name in FIELDS])].append(wait.pk)
    for (rooms, _), keys in alike.items():
        first = Wait.objects.get(pk=keys[0])
        wish = Wish.objects.create(**{name: getattr(first, name) for name in FIELDS})
        wish.rooms.set(rooms)
        for start in range(0, len(keys), AT_ONCE):
            Wait.objects.filter(pk__in=keys[start : start + AT_ONCE]).update(wish=wish)


class Migration(migrations.Migration):
    # By itself: PostgreSQL changes no table in whose rows something is still pending.

    dependencies = [
        ("booking", "0032_wishes"),
    ]

    operations = [migrations.RunPython(share, migrations.RunPython.noop)]
