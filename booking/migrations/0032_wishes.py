import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('booking', '0031_webhooks'),
        ('facilities', '0007_faults'),
    ]

    operations = [
        migrations.CreateModel(
            name='Wish',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_on', models.DateField()),
                ('last_on', models.DateField()),
                ('weekdays', models.JSONField(default=list)),
                ('days', models.JSONField(default=list)),
                ('from_minute', models.PositiveSmallIntegerField()),
                ('until_minute', models.PositiveSmallIntegerField()),
                ('seconds', models.PositiveIntegerField()),
                ('rooms', models.ManyToManyField(related_name='wishes', to='facilities.room')),
            ],
            options={'ordering': ['pk']},
        ),
        migrations.AddField(
            model_name='wait',
            name='wish',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='waits', to='booking.wish'),
        ),
    ]
