"""Takes the line of facts, which tells how she was screened, out of the stored answer, which more may read."""

import django.db.models.deletion
from django.db import migrations, models

_MOVE = """
INSERT INTO readiness_situation (case_id, programme_id, facts)
SELECT a.case_id, a.programme_id, a.facts FROM readiness_assessment a
"""


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0003_keep_pressure_apart'),
        ('programmes', '0001_tables'),
        ('readiness', '0002_say_what_decided_an_answer'),
    ]

    operations = [
        migrations.CreateModel(
            name='Situation',
            fields=[
                ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='cases.case')),
                ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ('facts', models.CharField(max_length=400)),
            ],
            options={
                'indexes': [models.Index(condition=models.Q(('facts__endswith', '|'), _negated=True), fields=['programme'], name='readiness_waived')],
            },
        ),
        migrations.RunSQL(_MOVE, migrations.RunSQL.noop),
        migrations.RemoveField(model_name='assessment', name='facts'),
    ]
