import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('booking', '0033_waits_share_wishes'),
    ]

    operations = [
        migrations.RemoveIndex(
            model_name='wait',
            name='wait_by_state_last_on',
        ),
        migrations.RemoveField(
            model_name='wait',
            name='days',
        ),
        migrations.RemoveField(
            model_name='wait',
            name='first_on',
        ),
        migrations.RemoveField(
            model_name='wait',
            name='from_minute',
        ),
        migrations.RemoveField(
            model_name='wait',
            name='last_on',
        ),
        migrations.RemoveField(
            model_name='wait',
            name='rooms',
        ),
        migrations.RemoveField(
            model_name='wait',
            name='seconds',
        ),
        migrations.RemoveField(
            model_name='wait',
            name='until_minute',
        ),
        migrations.RemoveField(
            model_name='wait',
            name='weekdays',
        ),
        migrations.AlterField(
            model_name='wait',
            name='wish',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='waits', to='booking.wish'),
        ),
        migrations.AddIndex(
            model_name='wait',
            index=models.Index(fields=['state', 'wish'], name='wait_by_state_wish'),
        ),
    ]
