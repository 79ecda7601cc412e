from django.db import migrations, models


def let_no_number_fall(apps, schema_editor):
    """What calendars were told carried the changes of everybody's places: everybody is told more next."""
    programmes = apps.get_model("booking", "Programme").objects
    programmes.update(revision=models.F("revision") + models.F("signups_revision"))
    apps.get_model("booking", "SignUp").objects.update(places_revision=1)
    apps.get_model("booking", "Coming").objects.filter(state="coming").update(had_place=True)


class Migration(migrations.Migration):
    dependencies = [("booking", "0053_fees_and_committees")]

    operations = [
        migrations.AddField("signup", "places_revision", models.PositiveBigIntegerField(default=0)),
        migrations.AddField("signup", "places_changed_at", models.BigIntegerField(default=0)),
        migrations.AddField("coming", "had_place", models.BooleanField(default=False)),
        migrations.RunPython(let_no_number_fall, migrations.RunPython.noop, elidable=True),
        migrations.RemoveField("programme", "signups_revision"),
    ]
