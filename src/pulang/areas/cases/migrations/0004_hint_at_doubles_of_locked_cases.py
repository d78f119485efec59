"""Lets a likely double be noted in a locked case, for the two people it is locked to."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [('cases', '0003_keep_pressure_apart')]

    operations = [
        migrations.RemoveConstraint(model_name='duplicate', name='duplicate_event_is_known'),
        migrations.AddConstraint(
            model_name='duplicate',
            constraint=models.CheckConstraint(condition=models.Q(('event__in', ['FLAGGED', 'SAME', 'DIFFERENT', 'HINTED'])), name='duplicate_event_is_known'),
        ),
    ]
