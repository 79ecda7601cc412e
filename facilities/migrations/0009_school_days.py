from django.db import migrations, models


def note(apps, schema_editor):
    """Halls that brought calendars in before know of schools already: without their digests no rule would."""
    from facilities.queries.outside import NOTED, school_days_in
    from facilities.rules.days import Noted

    rows = apps.get_model("facilities", "OutsideEvent").objects.filter(becomes__in=list(Noted)).order_by()
    known = school_days_in(
        rows.values_list("calendar__facility", "calendar__facility__timezone", "calendar__name", *NOTED)
    )
    for hall, days in known.items():
        apps.get_model("facilities", "Facility").objects.filter(pk=hall).update(school_days=days.digest)


class Migration(migrations.Migration):
    dependencies = [("facilities", "0008_outside_calendars")]

    operations = [
        migrations.AddField(
            model_name="facility",
            name="school_days",
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.RunPython(note, migrations.RunPython.noop),
    ]
