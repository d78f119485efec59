import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
from django.db import migrations, models

from pulang.storage.creating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ('readiness', '0001_tables'),
        ('readiness', '0002_say_what_decided_an_answer'),
        ('readiness', '0003_keep_the_line_of_facts_apart'),
    ]

    initial = True

    dependencies = [
        ('audit', '0001_all_tables'),
        ('cases', '0001_all_tables'),
        ('programmes', '0001_tables'),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name='Assessment',
                fields=[
                    ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='cases.case')),
                    ('assessed_for', models.DateField()),
                    ('good_until', models.DateField(null=True)),
                    ('choice', models.CharField(blank=True, max_length=32)),
                    ('stage', models.CharField(max_length=32)),
                    ('unmet', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=32), size=None)),
                    ('choice_on', models.DateField(null=True)),
                    ('consent_lost_on', models.DateField(null=True)),
                    ('duplicate_on', models.DateField(null=True)),
                    ('objection_on', models.DateField(null=True)),
                    ('itinerary_on', models.DateField(null=True)),
                    ('move_on', models.DateField(null=True)),
                    ('basis', models.CharField(db_default='', max_length=16)),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['programme', 'basis', 'case'], name='readiness_by_basis'), models.Index(fields=['programme', 'stage'], name='readiness_by_stage'), models.Index(fields=['programme', 'choice'], name='readiness_by_choice'), django.contrib.postgres.indexes.GinIndex(fields=['unmet'], name='readiness_by_gate')],
                },
            ),
            migrations.CreateModel(
                name='Situation',
                fields=[
                    ('case', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='cases.case')),
                    ('facts', models.CharField(max_length=400)),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('facts__endswith', '|'), _negated=True), fields=['programme'], name='readiness_waived')],
                },
            ),
            migrations.CreateModel(
                name='Waiver',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('gate', models.CharField(max_length=32)),
                    ('event', models.CharField(max_length=32)),
                    ('reason', models.CharField(blank=True, max_length=500)),
                    ('until', models.DateField(null=True)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['case', 'gate', '-happened_on', '-act'], include=('recorded_at', 'programme', 'event', 'until'), name='readiness_waiver_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event', 'ENDED'), models.Q(('event', 'GIVEN'), ('until__gt', models.F('happened_on'))), _connector='OR'), name='waiver_ends_after_it_began')],
                },
            ),
        ),
    ]
