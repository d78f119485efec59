import django.db.models.deletion
from django.db import migrations, models

from pulang.storage.creating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ('statements', '0001_tables'),
        ('statements', '0002_explain_differing_numbers'),
    ]

    initial = True

    dependencies = [
        ('audit', '0001_all_tables'),
        ('programmes', '0001_tables'),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name='PromiseKept',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('subject', models.CharField(max_length=64)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='ConflictNote',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('figure', models.CharField(max_length=64)),
                    ('office', models.CharField(max_length=200)),
                    ('about_on', models.DateField()),
                    ('value', models.BigIntegerField()),
                    ('kind', models.CharField(max_length=32)),
                    ('note', models.CharField(max_length=500)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['DIFFERENT_DAY', 'DIFFERENT_GROUP', 'TRANSPOSED', 'REPEATED', 'OTHER'])), name='conflict_kind_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Promise',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('office', models.CharField(max_length=200)),
                    ('said_on', models.DateField()),
                    ('summary', models.CharField(blank=True, max_length=500)),
                    ('source', models.CharField(max_length=300)),
                    ('subject', models.CharField(max_length=64)),
                    ('promised_on', models.DateField(null=True)),
                    ('precision', models.CharField(max_length=32)),
                    ('amount', models.BigIntegerField(null=True)),
                    ('unit', models.CharField(blank=True, max_length=32)),
                    ('funding', models.CharField(blank=True, max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('precision__in', ['DAY', 'MONTH', 'NONE'])), name='promise_precision_is_known')],
                },
            ),
            migrations.CreateModel(
                name='ReportedFigure',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('office', models.CharField(max_length=200)),
                    ('said_on', models.DateField()),
                    ('summary', models.CharField(blank=True, max_length=500)),
                    ('source', models.CharField(max_length=300)),
                    ('figure', models.CharField(max_length=64)),
                    ('value', models.BigIntegerField()),
                    ('high', models.BigIntegerField(null=True)),
                    ('unit', models.CharField(max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('unit__in', ['PEOPLE', 'RUPIAH', 'MONTHS'])), name='figure_unit_is_known'), models.CheckConstraint(condition=models.Q(('high__isnull', True), ('high__gt', models.F('value')), _connector='OR'), name='figure_range_goes_up')],
                },
            ),
            migrations.CreateModel(
                name='Statement',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('office', models.CharField(max_length=200)),
                    ('said_on', models.DateField()),
                    ('summary', models.CharField(blank=True, max_length=500)),
                    ('source', models.CharField(max_length=300)),
                    ('kind', models.CharField(max_length=32)),
                    ('subject', models.CharField(max_length=64)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['STATEMENT', 'GRIEVANCE'])), name='statement_kind_is_known')],
                },
            ),
        ),
    ]
