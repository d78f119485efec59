import django.contrib.postgres.fields
import django.contrib.postgres.indexes
import django.db.models.deletion
import django.db.models.functions.datetime
from django.db import migrations, models

from pulang.storage.creating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ('audit', '0001_tables'),
        ('audit', '0002_write_looks_down'),
        ('audit', '0003_seal_what_is_written'),
        ('audit', '0004_find_acts_of_a_whole_programme'),
    ]

    initial = True

    dependencies = [
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name='Seal',
                fields=[
                    ('number', models.BigIntegerField(primary_key=True, serialize=False)),
                    ('at', models.DateTimeField()),
                    ('count', models.IntegerField()),
                    ('total', models.BigIntegerField()),
                    ('merkle', models.BinaryField(max_length=32)),
                    ('root', models.BinaryField(max_length=32)),
                    ('key', models.CharField(max_length=32)),
                    ('signature', models.BinaryField(max_length=64)),
                ],
            ),
            migrations.CreateModel(
                name='Act',
                fields=[
                    ('seq', models.BigAutoField(primary_key=True, serialize=False)),
                    ('id', models.CharField(max_length=64, unique=True)),
                    ('at', models.DateTimeField()),
                    ('written_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('by', models.CharField(max_length=64)),
                    ('agency', models.CharField(blank=True, max_length=32)),
                    ('verb', models.CharField(max_length=64)),
                    ('programme', models.CharField(blank=True, max_length=32)),
                    ('subject', models.CharField(blank=True, max_length=64)),
                    ('payload', models.JSONField()),
                    ('sealed', models.BinaryField(null=True)),
                    ('sealed_for', models.UUIDField(null=True)),
                    ('fingerprint', models.BinaryField(max_length=32)),
                    ('sealed_fingerprint', models.BinaryField(max_length=32, null=True)),
                    ('leaf', models.BinaryField(db_default=b'', max_length=32)),
                ],
                options={
                    'indexes': [models.Index(fields=['programme', 'seq'], name='audit_act_programme'), models.Index(fields=['subject', 'seq'], name='audit_act_subject'), models.Index(condition=models.Q(('subject__startswith', 'K-'), _negated=True), fields=['programme', 'seq'], name='audit_act_of_all')],
                },
            ),
            migrations.CreateModel(
                name='Look',
                fields=[
                    ('seq', models.BigAutoField(primary_key=True, serialize=False)),
                    ('at', models.DateTimeField()),
                    ('written_at', models.DateTimeField(db_default=django.db.models.functions.datetime.Now())),
                    ('actor', models.CharField(max_length=64)),
                    ('agency', models.CharField(blank=True, max_length=32)),
                    ('roles', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=32), size=None)),
                    ('session', models.CharField(blank=True, max_length=32)),
                    ('door', models.CharField(max_length=32)),
                    ('purpose', models.CharField(max_length=32)),
                    ('action', models.CharField(max_length=64)),
                    ('kind', models.CharField(max_length=32)),
                    ('case_id', models.UUIDField(null=True)),
                    ('person_id', models.UUIDField(null=True)),
                    ('number', models.CharField(blank=True, max_length=64)),
                    ('programme', models.CharField(blank=True, max_length=32)),
                    ('fields', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=64), size=None)),
                    ('count', models.IntegerField()),
                    ('cases', django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                    ('decision', models.CharField(max_length=32)),
                    ('reason', models.CharField(blank=True, max_length=64)),
                    ('request', models.CharField(blank=True, max_length=64)),
                    ('leaf', models.BinaryField(db_default=b'', max_length=32)),
                ],
                options={
                    'indexes': [models.Index(fields=['programme', 'seq'], name='audit_look_programme'), models.Index(fields=['actor', 'seq'], name='audit_look_actor'), models.Index(fields=['case_id', 'seq'], name='audit_look_case'), django.contrib.postgres.indexes.GinIndex(fields=['cases'], name='audit_look_cases')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('door__in', ['WEB', 'API', 'COMMAND', 'JOB'])), name='look_door_is_known'), models.CheckConstraint(condition=models.Q(('kind__in', ['CASE', 'CASES', 'PERSON', 'PROGRAMME', 'TRAIL'])), name='look_kind_is_known'), models.CheckConstraint(condition=models.Q(('decision__in', ['ALLOWED', 'DENIED'])), name='look_decision_is_known')],
                },
            ),
            migrations.CreateModel(
                name='SealedRows',
                fields=[
                    ('id', models.BigIntegerField(primary_key=True, serialize=False)),
                    ('book', models.CharField(max_length=32)),
                    ('rows', django.contrib.postgres.fields.ArrayField(base_field=models.BigIntegerField(), size=None)),
                    ('seal', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.seal')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('seal', 'book'), name='one_list_a_seal_and_book')],
                },
            ),
            migrations.CreateModel(
                name='Strike',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('reason', models.CharField(max_length=500)),
                    ('leaf', models.BinaryField(db_default=b'', max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('struck', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('struck',), name='act_struck_once')],
                },
            ),
        ),
    ]
