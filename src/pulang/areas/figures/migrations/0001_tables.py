import django.db.models.deletion
from django.db import migrations, models

from pulang.storage.creating import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ('audit', '0001_all_tables'),
        ('programmes', '0001_tables'),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name='Draft',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('quarter', models.CharField(max_length=6)),
                    ('revision', models.SmallIntegerField()),
                    ('reason', models.CharField(blank=True, max_length=300)),
                    ('method', models.SmallIntegerField()),
                    ('digest', models.CharField(max_length=64)),
                    ('content', models.JSONField()),
                    ('prepared_by', models.CharField(max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Release',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('quarter', models.CharField(max_length=6)),
                    ('revision', models.SmallIntegerField()),
                    ('reason', models.CharField(blank=True, max_length=300)),
                    ('method', models.SmallIntegerField()),
                    ('digest', models.CharField(max_length=64)),
                    ('content', models.JSONField()),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('programme', 'quarter', 'revision'), name='release_is_published_once')],
                },
            ),
        ),
    ]
