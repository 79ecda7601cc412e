from django.db import migrations, models


def let_no_number_fall(apps, schema_editor):
    """Mails of a date carried the changes of the reader's own places: what calendars are told next is above."""
    signups = apps.get_model("booking", "SignUp").objects
    told = signups.order_by().values_list("programme").annotate(models.Sum("sequence"), models.Count("pk"))
    for programme, changes, made in told:
        found = apps.get_model("booking", "Programme").objects.filter(pk=programme)
        found.update(signups_revision=changes + made)


class Migration(migrations.Migration):
    dependencies = [("booking", "0043_notices_of_programmes")]

    operations = [
        migrations.AddField(
            model_name="programme",
            name="signups_revision",
            field=models.PositiveBigIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="session",
            name="times_counted",
            field=models.PositiveIntegerField(default=0),
        ),
        migrations.RunPython(let_no_number_fall, migrations.RunPython.noop, elidable=True),
    ]
