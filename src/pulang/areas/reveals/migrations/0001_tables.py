import datetime
import django.contrib.postgres.fields
import django.db.models.deletion
import django.db.models.expressions
import django.db.models.functions.text
import django.db.models.lookups
from django.db import migrations, models

from pulang.storage.creating import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ('audit', '0001_all_tables'),
        ('cases', '0001_all_tables'),
        ('people', '0001_all_tables'),
        ('programmes', '0001_tables'),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name='Emergency',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('actor', models.CharField(max_length=64)),
                    ('agency', models.CharField(max_length=32)),
                    ('reason', models.CharField(max_length=32)),
                    ('explained', models.CharField(max_length=500)),
                    ('opened_at', models.DateTimeField()),
                    ('closes_at', models.DateTimeField()),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['actor', 'person', 'closes_at'], name='reveals_emergency_living'), models.Index(fields=['case'], name='reveals_emergency_case')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('reason__in', ['VIOLENCE', 'TRAFFICKING', 'MEDICAL', 'MISSING', 'CHILD'])), name='emergency_reason_is_known'), models.CheckConstraint(condition=models.Q(('closes_at__lte', django.db.models.expressions.CombinedExpression(models.F('opened_at'), '+', models.Value(datetime.timedelta(seconds=14400))))), name='emergency_closes_in_time'), models.CheckConstraint(condition=django.db.models.lookups.GreaterThanOrEqual(django.db.models.functions.text.Length('explained'), 20), name='emergency_is_explained')],
                },
            ),
            migrations.CreateModel(
                name='EmergencyWord',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('step', models.CharField(max_length=32)),
                    ('upheld', models.BooleanField()),
                    ('note', models.CharField(blank=True, max_length=500)),
                    ('actor', models.CharField(max_length=64)),
                    ('asked_by', models.CharField(max_length=64)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('emergency', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reveals.emergency')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('step__in', ['CONFIRM', 'REVIEW', 'TELL'])), name='emergency_step_is_known'), models.UniqueConstraint(fields=('emergency', 'step'), name='emergency_step_is_said_once'), models.CheckConstraint(condition=models.Q(models.Q(('actor', models.F('asked_by')), _negated=True), ('step', 'TELL'), _connector='OR'), name='emergency_is_judged_by_another')],
                },
            ),
            migrations.CreateModel(
                name='Reveal',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('actor', models.CharField(max_length=64)),
                    ('agency', models.CharField(max_length=32)),
                    ('fields', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=32), size=None)),
                    ('purpose', models.CharField(max_length=32)),
                    ('basis', models.CharField(max_length=32)),
                    ('people_a_day', models.SmallIntegerField()),
                    ('opened_at', models.DateTimeField()),
                    ('closes_at', models.DateTimeField()),
                    ('written_in', models.BigIntegerField()),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['actor', 'person', 'closes_at'], name='reveals_living'), models.Index(fields=['actor', 'happened_on'], name='reveals_of_a_day'), models.Index(fields=['case', '-act'], name='reveals_of_a_case')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('purpose__in', ['CONTACT', 'VERIFY', 'PAYMENT', 'TICKET', 'CORRECT'])), name='reveal_purpose_is_known'), models.CheckConstraint(condition=models.Q(('fields__contained_by', ['NAME', 'NIK', 'BIRTH_DATE', 'PHONE', 'ADDRESS', 'ACCOUNT']), ('fields__len__gt', 0)), name='revealed_fields_are_known'), models.CheckConstraint(condition=models.Q(('closes_at__lte', django.db.models.expressions.CombinedExpression(models.F('opened_at'), '+', models.Value(datetime.timedelta(seconds=900))))), name='reveal_closes_in_time'), models.CheckConstraint(condition=models.Q(models.Q(('basis', 'CASEWORK'), ('people_a_day', 40)), models.Q(('basis', 'CARE'), ('people_a_day', 10)), models.Q(('basis', 'RECEIVING_SHEET'), ('people_a_day', 10)), models.Q(('basis', 'SAMPLE'), ('people_a_day', 10)), models.Q(('basis', 'EMERGENCY'), ('people_a_day', 10)), _connector='OR'), name='reveal_is_under_its_cap')],
                },
            ),
            migrations.CreateModel(
                name='Sample',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('actor', models.CharField(max_length=64)),
                    ('size', models.SmallIntegerField()),
                    ('among', models.IntegerField()),
                    ('seed', models.CharField(max_length=64)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('size__gte', 1), ('size__lte', 50)), name='sample_is_small')],
                },
            ),
            migrations.CreateModel(
                name='Drawn',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                    ('sample', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='reveals.sample')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('sample', 'case'), name='case_is_drawn_once_in_a_sample')],
                },
            ),
        ),
    ]
