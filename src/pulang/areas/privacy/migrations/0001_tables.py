import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from pulang.storage.creating import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ('accounts', '0001_all_tables'),
        ('audit', '0001_all_tables'),
        ('cases', '0001_all_tables'),
        ('programmes', '0001_tables'),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name='Deletion',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('number', models.CharField(max_length=16)),
                    ('purpose', models.CharField(max_length=32)),
                    ('event', models.CharField(max_length=32)),
                    ('due_at', models.DateTimeField(null=True)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['case', 'agency', 'purpose', '-happened_on', '-act'], name='privacy_deletion_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['ASKED', 'CONFIRMED'])), name='deletion_event_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Destruction',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('rule', models.CharField(max_length=32)),
                    ('affected', models.IntegerField()),
                    ('cut_on', models.DateField()),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('affected__gt', 0)), name='destruction_destroyed_something')],
                },
            ),
            migrations.CreateModel(
                name='Official',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('number', models.CharField(max_length=16)),
                    ('ref', models.CharField(max_length=32)),
                    ('event', models.CharField(max_length=32)),
                    ('by', models.CharField(max_length=64)),
                    ('authority', models.CharField(max_length=200)),
                    ('letter', models.CharField(max_length=80)),
                    ('basis', models.CharField(max_length=300)),
                    ('fields', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=32), default=list, size=None)),
                    ('note', models.CharField(blank=True, max_length=300)),
                    ('silent_until', models.DateField(null=True)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['case', 'ref', '-happened_on', '-act'], name='privacy_official_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['RECEIVED', 'EXAMINED', 'APPROVED', 'REFUSED', 'GIVEN', 'TOLD'])), name='official_event_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Purge',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('ref', models.CharField(max_length=32)),
                    ('rule', models.CharField(max_length=32)),
                    ('event', models.CharField(max_length=32)),
                    ('by', models.CharField(max_length=64)),
                    ('affected', models.IntegerField()),
                    ('cut_on', models.DateField()),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['programme', 'ref'], name='privacy_purge_ref')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['PROPOSED', 'APPROVED', 'DONE'])), name='purge_event_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Request',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('number', models.CharField(max_length=16)),
                    ('ref', models.CharField(max_length=32)),
                    ('kind', models.CharField(max_length=32)),
                    ('event', models.CharField(max_length=32)),
                    ('by', models.CharField(max_length=64)),
                    ('detail', models.CharField(blank=True, max_length=32)),
                    ('note', models.CharField(blank=True, max_length=300)),
                    ('due_at', models.DateTimeField()),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['case', 'ref', '-happened_on', '-act'], name='privacy_request_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['ACCESS', 'CORRECTION', 'RESTRICTION', 'OBJECTION', 'ERASURE'])), name='request_kind_is_known'), models.CheckConstraint(condition=models.Q(('event__in', ['RECEIVED', 'CHECKED', 'DECIDED', 'ANSWERED', 'REFUSED', 'DONE', 'LIFTED'])), name='request_event_is_known')],
                },
            ),
        ),
    ]
