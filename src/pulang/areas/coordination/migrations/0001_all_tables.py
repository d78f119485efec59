import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from pulang.storage.creating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ('coordination', '0001_tables'),
        ('coordination', '0002_plan_meetings_point_by_point'),
        ('coordination', '0003_draw_up_minutes'),
        ('coordination', '0004_keep_letters_and_positions'),
        ('coordination', '0005_keep_questions_of_residents'),
        ('coordination', '0006_let_a_condition_have_a_day'),
    ]

    initial = True

    dependencies = [
        ('accounts', '0001_all_tables'),
        ('audit', '0001_all_tables'),
        ('programmes', '0001_tables'),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name='Consultation',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('office', models.CharField(max_length=200)),
                    ('audience', models.CharField(max_length=32)),
                    ('summary', models.CharField(max_length=500)),
                    ('asked', models.CharField(blank=True, max_length=1000)),
                    ('answered', models.CharField(blank=True, max_length=1000)),
                    ('companions', models.BooleanField(default=False)),
                    ('source', models.CharField(blank=True, max_length=300)),
                    ('told_of_companions', models.BooleanField(null=True)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Meeting',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=32)),
                    ('title', models.CharField(max_length=200)),
                    ('kind', models.CharField(max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('programme', 'code'), name='meeting_code_is_free'), models.CheckConstraint(condition=models.Q(('kind__in', ['RAKOR', 'OTHER'])), name='meeting_kind_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Decision',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('code', models.CharField(max_length=32)),
                    ('event', models.CharField(max_length=32)),
                    ('outcome', models.CharField(blank=True, max_length=32)),
                    ('in_force_on', models.DateField(null=True)),
                    ('until', models.DateField(null=True)),
                    ('supersedes', models.CharField(blank=True, max_length=32)),
                    ('holder', models.CharField(blank=True, max_length=32)),
                    ('due_on', models.DateField(null=True)),
                    ('reason', models.CharField(blank=True, max_length=500)),
                    ('item', models.CharField(blank=True, db_default='', max_length=32)),
                    ('why', models.CharField(blank=True, db_default='', max_length=500)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                    ('meeting', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coordination.meeting')),
                ],
                options={
                    'indexes': [models.Index(fields=['programme', 'code'], name='coordination_decision_code')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['MADE', 'WITHDRAWN', 'CORRECTED'])), name='decision_event_is_known'), models.CheckConstraint(condition=models.Q(('event', 'WITHDRAWN'), models.Q(('in_force_on__isnull', False), ('meeting__isnull', False), ('outcome__in', ['MAY_PROCEED', 'MAY_PROCEED_IF', 'REFUSED', 'DEFERRED'])), _connector='OR'), name='made_decision_is_complete')],
                },
            ),
            migrations.CreateModel(
                name='AgendaItem',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('code', models.CharField(max_length=32)),
                    ('event', models.CharField(max_length=32)),
                    ('question', models.CharField(blank=True, max_length=300)),
                    ('gate', models.CharField(blank=True, max_length=32)),
                    ('cases', models.PositiveIntegerField(null=True)),
                    ('missing', models.CharField(blank=True, max_length=500)),
                    ('proposed', models.CharField(blank=True, max_length=32)),
                    ('note', models.CharField(blank=True, max_length=300)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('meeting', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coordination.meeting')),
                ],
                options={
                    'indexes': [models.Index(fields=['meeting', 'code', 'act'], name='coordination_agenda')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['PUT', 'DROPPED'])), name='agenda_event_is_known'), models.CheckConstraint(condition=models.Q(('proposed', ''), ('proposed__in', ['MAY_PROCEED', 'MAY_PROCEED_IF', 'REFUSED', 'DEFERRED']), _connector='OR'), name='agenda_proposal_is_known')],
                },
            ),
            migrations.CreateModel(
                name='MeetingStatus',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('event', models.CharField(max_length=32)),
                    ('planned_for', models.DateField(null=True)),
                    ('agencies', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=32), default=list, size=None)),
                    ('quorum', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=32), null=True, size=None)),
                    ('deciding', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=32), null=True, size=None)),
                    ('note', models.CharField(blank=True, max_length=300)),
                    ('source', models.CharField(blank=True, max_length=300)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('meeting', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coordination.meeting')),
                ],
                options={
                    'indexes': [models.Index(fields=['meeting', '-happened_on', '-act'], name='coordination_meeting_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['EXPECTED', 'PLANNED', 'HELD', 'CANCELLED'])), name='meeting_event_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('event', 'PLANNED'), _negated=True), ('planned_for__isnull', False), _connector='OR'), name='planned_meeting_has_a_day')],
                },
            ),
            migrations.CreateModel(
                name='Minutes',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('number', models.CharField(max_length=16)),
                    ('digest', models.CharField(max_length=64)),
                    ('content', models.TextField()),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('meeting', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='coordination.meeting')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('number',), name='minutes_number_is_free')],
                },
            ),
            migrations.CreateModel(
                name='Position',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('decision', models.CharField(max_length=32)),
                    ('text', models.CharField(max_length=1000)),
                    ('published', models.BooleanField(default=False)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='Question',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('code', models.CharField(max_length=32)),
                    ('event', models.CharField(max_length=32)),
                    ('text', models.CharField(max_length=1000)),
                    ('holder', models.CharField(blank=True, max_length=32)),
                    ('due_on', models.DateField(null=True)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['programme', 'code', 'act'], name='coordination_question_code')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['ASKED', 'ANSWERED'])), name='question_event_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Condition',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('decision', models.CharField(max_length=32)),
                    ('code', models.CharField(max_length=32)),
                    ('event', models.CharField(max_length=32)),
                    ('text', models.CharField(blank=True, max_length=300)),
                    ('holder', models.CharField(blank=True, max_length=32)),
                    ('evidence', models.CharField(blank=True, max_length=300)),
                    ('due_on', models.DateField(null=True)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['SET', 'MET', 'REOPENED'])), name='condition_event_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Letter',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('code', models.CharField(max_length=32)),
                    ('event', models.CharField(max_length=32)),
                    ('office', models.CharField(blank=True, max_length=200)),
                    ('number', models.CharField(blank=True, max_length=80)),
                    ('subject', models.CharField(blank=True, max_length=300)),
                    ('due_on', models.DateField(null=True)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['SENT', 'RECEIVED', 'ANSWERED'])), name='letter_event_is_known')],
                },
            ),
        ),
    ]
