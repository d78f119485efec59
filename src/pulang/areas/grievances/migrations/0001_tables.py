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
                name='Text',
                fields=[
                    ('id', models.UUIDField(primary_key=True, serialize=False)),
                    ('box', models.BinaryField()),
                    ('written_at', models.DateTimeField(db_index=True)),
                ],
            ),
            migrations.CreateModel(
                name='Line',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('code', models.CharField(max_length=16)),
                    ('event', models.CharField(max_length=32)),
                    ('by', models.CharField(max_length=64)),
                    ('stance', models.CharField(max_length=32)),
                    ('role', models.CharField(max_length=32)),
                    ('topic', models.CharField(max_length=32)),
                    ('against', models.CharField(max_length=32)),
                    ('restricted', models.BooleanField()),
                    ('instance', models.SmallIntegerField()),
                    ('due_on', models.DateField(null=True)),
                    ('words', models.UUIDField()),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('desk', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['code', 'id'], name='grievances_line_code')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['FILED', 'ANSWERED', 'REOPENED'])), name='complaint_event_is_known'), models.CheckConstraint(condition=models.Q(('stance__in', ['NAMED', 'CONFIDENTIAL', 'ANONYMOUS'])), name='complaint_stance_is_known'), models.CheckConstraint(condition=models.Q(('role__in', ['PERSON', 'COMPANION', 'ORGANISATION', 'RESIDENT', 'OTHER'])), name='complaint_role_is_known'), models.CheckConstraint(condition=models.Q(('topic__in', ['WAITING', 'AID', 'TREATMENT', 'DATA', 'MONEY_DEMANDED', 'COERCION', 'VIOLENCE', 'OTHER'])), name='complaint_topic_is_known'), models.CheckConstraint(condition=models.Q(('against__in', ['LEAD_OFFICE', 'ANOTHER', 'NOBODY'])), name='complaint_against_is_known'), models.UniqueConstraint(fields=('code', 'instance', 'event'), name='complaint_step_happens_once')],
                },
            ),
        ),
    ]
