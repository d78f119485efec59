"""Takes the mark "pressure was seen" out of the choice, which a receiving office reads, into a book of its own."""

import django.db.models.deletion
from django.db import migrations, models

_MOVE = """
INSERT INTO cases_pressure (case_id, programme_id, act_id, happened_on, recorded_at)
SELECT c.case_id, c.programme_id, c.act_id, c.happened_on, c.recorded_at FROM cases_choice c WHERE c.pressure
ORDER BY c.id
"""


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0001_tables'),
        ('cases', '0002_let_cases_be_locked'),
        ('programmes', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Pressure',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('happened_on', models.DateField()),
                ('recorded_at', models.DateTimeField()),
                ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
            ],
            options={
                'indexes': [models.Index(fields=['case', '-happened_on', '-act'], name='cases_pressure_latest')],
            },
        ),
        migrations.RunSQL(_MOVE, migrations.RunSQL.noop),
        migrations.RemoveField(model_name='choice', name='pressure'),
    ]
