import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from pulang.storage.creating import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ('accounts', '0001_all_tables'),
        ('audit', '0001_all_tables'),
        ('programmes', '0001_tables'),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name='Decision',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('number', models.CharField(max_length=16)),
                    ('verdict', models.CharField(max_length=32)),
                    ('actor', models.CharField(max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('verdict__in', ['APPROVED', 'REFUSED'])), name='export_verdict_is_known'), models.UniqueConstraint(fields=('number',), name='export_is_decided_once')],
                },
            ),
            migrations.CreateModel(
                name='File',
                fields=[
                    ('number', models.CharField(max_length=16, primary_key=True, serialize=False)),
                    ('made_at', models.DateTimeField()),
                    ('ends_at', models.DateTimeField()),
                    ('rows', models.IntegerField()),
                    ('digest', models.CharField(blank=True, max_length=64)),
                    ('failed', models.CharField(blank=True, max_length=32)),
                    ('content', models.BinaryField(blank=True)),
                    ('wrapped', models.BinaryField(null=True)),
                    ('version', models.IntegerField()),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('rows__gte', 0), ('rows__lte', 200)), name='export_holds_few_people'), models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('made_at'))), name='export_ends')],
                },
            ),
            migrations.CreateModel(
                name='Request',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('number', models.CharField(max_length=16)),
                    ('actor', models.CharField(max_length=32)),
                    ('receiver', models.CharField(max_length=120)),
                    ('purpose', models.CharField(max_length=32)),
                    ('columns', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=32), size=None)),
                    ('origin', models.CharField(blank=True, max_length=32)),
                    ('stage', models.CharField(blank=True, max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                    ('recipient', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('number',), name='export_number_is_free')],
                },
            ),
        ),
    ]
