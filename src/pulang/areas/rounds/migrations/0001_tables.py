import django.db.models.deletion
from django.db import migrations, models

from pulang.storage.creating import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ('audit', '0001_all_tables'),
        ('cases', '0001_all_tables'),
        ('programmes', '0001_tables'),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name='Slot',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('round', models.CharField(max_length=32)),
                    ('code', models.CharField(max_length=40)),
                    ('meets_on', models.DateField()),
                    ('starts', models.CharField(max_length=5)),
                    ('place', models.CharField(max_length=80)),
                    ('capacity', models.SmallIntegerField()),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('programme', 'code'), name='slot_code_is_free'), models.CheckConstraint(condition=models.Q(('capacity__gte', 1)), name='slot_has_room')],
                },
            ),
            migrations.CreateModel(
                name='Appointment',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('event', models.CharField(max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                    ('slot', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='rounds.slot')),
                ],
                options={
                    'indexes': [models.Index(fields=['case', '-act'], name='rounds_appointment_latest'), models.Index(fields=['slot', 'case'], name='rounds_appointment_slot')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['BOOKED', 'CANCELLED'])), name='appointment_event_is_known')],
                },
            ),
            migrations.CreateModel(
                name='FrozenList',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('round', models.CharField(max_length=32)),
                    ('last_day', models.DateField()),
                    ('counts', models.JSONField()),
                    ('digest', models.CharField(max_length=64)),
                    ('method', models.JSONField()),
                    ('decided_by', models.CharField(max_length=64)),
                    ('agency', models.CharField(blank=True, max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('programme', 'round'), name='round_list_is_frozen_once')],
                },
            ),
            migrations.CreateModel(
                name='Line',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('round', models.CharField(max_length=32)),
                    ('outcome', models.CharField(max_length=32)),
                    ('kind', models.CharField(blank=True, max_length=32)),
                    ('late', models.BooleanField()),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', ['ACCEPTED', 'NOT_YET', 'NOT_REACHED', 'NOT_TRIED'])), name='listed_outcome_is_known'), models.UniqueConstraint(fields=('programme', 'round', 'case'), name='case_is_listed_once_a_round')],
                },
            ),
        ),
    ]
