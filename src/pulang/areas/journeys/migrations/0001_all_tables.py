import django.db.models.deletion
from django.db import migrations, models

from pulang.storage.creating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ('journeys', '0001_tables'),
        ('journeys', '0002_keep_accepted_plans_and_tickets'),
        ('journeys', '0003_check_people_in'),
        ('journeys', '0004_hand_people_over'),
        ('journeys', '0005_cancel_departures'),
        ('journeys', '0006_follow_people_up'),
    ]

    initial = True

    dependencies = [
        ('accounts', '0001_all_tables'),
        ('audit', '0001_all_tables'),
        ('cases', '0001_all_tables'),
        ('funds', '0001_all_tables'),
        ('programmes', '0001_tables'),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name='Cancellation',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('mode', models.CharField(max_length=32)),
                    ('start', models.CharField(max_length=80)),
                    ('to', models.CharField(max_length=80)),
                    ('departs', models.DateField()),
                    ('leaves', models.CharField(blank=True, max_length=16)),
                    ('reason', models.CharField(blank=True, max_length=300)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['programme', 'departs'], name='journeys_cancellation_day')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('mode__in', ['FERRY', 'BUS', 'TRAIN', 'PLANE', 'CAR', 'FOOT'])), name='cancelled_mode_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Checkin',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['case', '-happened_on', '-act'], name='journeys_checkin_latest')],
                },
            ),
            migrations.CreateModel(
                name='FollowUp',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('month', models.SmallIntegerField()),
                    ('outcome', models.CharField(max_length=32)),
                    ('safety', models.CharField(blank=True, max_length=32)),
                    ('whereabouts', models.CharField(blank=True, max_length=32)),
                    ('income', models.CharField(blank=True, max_length=32)),
                    ('support', models.CharField(blank=True, max_length=32)),
                    ('outlook', models.CharField(blank=True, max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['case', '-happened_on', '-act'], include=('recorded_at', 'programme', 'month', 'outcome'), name='journeys_followup_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', ['REACHED', 'UNREACHABLE', 'NOT_NOW'])), name='follow_up_outcome_is_known'), models.CheckConstraint(condition=models.Q(('month__in', (1, 3, 6, 12))), name='follow_up_month_is_asked_for'), models.CheckConstraint(condition=models.Q(('safety__in', ['', 'SAFE', 'NOT_SAFE', 'NOT_SAID'])), name='follow_up_safety_is_known'), models.CheckConstraint(condition=models.Q(('whereabouts__in', ['', 'THERE', 'ELSEWHERE', 'CAME_BACK', 'NOT_SAID'])), name='follow_up_whereabouts_is_known'), models.CheckConstraint(condition=models.Q(('income__in', ['', 'ENOUGH', 'NOT_ENOUGH', 'NOT_SAID'])), name='follow_up_income_is_known'), models.CheckConstraint(condition=models.Q(('support__in', ['', 'SOMEBODY', 'NOBODY', 'NOT_SAID'])), name='follow_up_support_is_known'), models.CheckConstraint(condition=models.Q(('outlook__in', ['', 'HOPEFUL', 'WORRIED', 'NOT_SAID'])), name='follow_up_outlook_is_known'), models.CheckConstraint(condition=models.Q(('outcome', 'REACHED'), models.Q(('income', ''), ('outlook', ''), ('safety', ''), ('support', ''), ('whereabouts', '')), _connector='OR'), name='only_who_was_reached_has_answered')],
                },
            ),
            migrations.CreateModel(
                name='Handover',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('number', models.CharField(max_length=16)),
                    ('event', models.CharField(max_length=32)),
                    ('final', models.BooleanField()),
                    ('place', models.CharField(max_length=80)),
                    ('actor', models.CharField(max_length=32)),
                    ('witness', models.CharField(blank=True, max_length=120)),
                    ('why', models.CharField(blank=True, max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                    ('to', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ],
                options={
                    'indexes': [models.Index(fields=['number'], name='journeys_handover_number'), models.Index(fields=['case', '-happened_on', '-act'], name='journeys_handover_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['GIVEN', 'RECEIVED', 'NOT_THERE'])), name='handover_event_is_known'), models.CheckConstraint(condition=models.Q(('why', ''), ('why__in', ['MISSED', 'GOT_OFF', 'OTHER_WAY', 'NO_WORD', 'UNLISTED']), _connector='OR'), name='difference_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Itinerary',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('event', models.CharField(max_length=32)),
                    ('reaches', models.CharField(blank=True, max_length=13)),
                    ('departs_on', models.DateField(null=True)),
                    ('arrives_on', models.DateField(null=True)),
                    ('legs', models.JSONField(default=list)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['case', '-happened_on', '-act'], include=('recorded_at', 'programme', 'event', 'reaches', 'departs_on'), name='journeys_itinerary_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['PLANNED', 'TICKETS_CONFIRMED', 'DROPPED'])), name='itinerary_event_is_known'), models.CheckConstraint(condition=models.Q(('arrives_on__isnull', True), ('arrives_on__gte', models.F('departs_on')), _connector='OR'), name='journey_arrives_after_it_departs'), models.CheckConstraint(condition=models.Q(('event', 'DROPPED'), models.Q(('arrives_on__isnull', False), ('departs_on__isnull', False)), _connector='OR'), name='planned_journey_has_its_days')],
                },
            ),
            migrations.CreateModel(
                name='Plan',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('number', models.CharField(max_length=16)),
                    ('cost', models.BigIntegerField()),
                    ('people', models.IntegerField()),
                    ('escorts', models.JSONField(default=list)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                    ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funds.source')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('number',), name='plan_number_is_free'), models.CheckConstraint(condition=models.Q(('people__gt', 0)), name='plan_brings_somebody_home')],
                },
            ),
            migrations.CreateModel(
                name='Receiver',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('event', models.CharField(max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['case', '-happened_on', '-act'], include=('recorded_at', 'programme', 'event'), name='journeys_receiver_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['ACKNOWLEDGED', 'WITHDRAWN'])), name='receiver_event_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Ticket',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('plan', models.CharField(max_length=16)),
                    ('event', models.CharField(max_length=32)),
                    ('escort', models.CharField(blank=True, max_length=32)),
                    ('amount', models.BigIntegerField()),
                    ('proof', models.CharField(blank=True, max_length=120)),
                    ('meets', models.CharField(blank=True, max_length=16)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['case', '-happened_on', '-act'], include=('recorded_at', 'programme', 'event', 'plan', 'escort'), name='journeys_ticket_latest'), models.Index(fields=['plan'], name='journeys_ticket_plan')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['TIED', 'BOUGHT', 'RETURNED'])), name='ticket_event_is_known'), models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='ticket_costs_nothing_or_more')],
                },
            ),
        ),
    ]
