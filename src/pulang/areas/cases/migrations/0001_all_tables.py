import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from pulang.storage.creating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ('cases', '0001_tables'),
        ('cases', '0002_let_cases_be_locked'),
        ('cases', '0003_keep_pressure_apart'),
        ('cases', '0004_hint_at_doubles_of_locked_cases'),
        ('cases', '0005_verify_late_by_papers_and_with_reasons'),
        ('cases', '0006_answer_objections_with_reasons_and_twice'),
    ]

    initial = True

    dependencies = [
        ('accounts', '0001_all_tables'),
        ('audit', '0001_all_tables'),
        ('people', '0001_all_tables'),
        ('programmes', '0001_tables'),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name='Case',
                fields=[
                    ('id', models.UUIDField(primary_key=True, serialize=False)),
                    ('number', models.CharField(max_length=16, unique=True)),
                    ('alias', models.CharField(blank=True, max_length=40)),
                    ('site', models.CharField(blank=True, max_length=32)),
                    ('block', models.CharField(blank=True, max_length=32)),
                    ('origin', models.CharField(blank=True, max_length=2)),
                    ('home', models.CharField(blank=True, max_length=13)),
                    ('children_with', models.SmallIntegerField(default=0)),
                    ('adults_with', models.SmallIntegerField(default=0)),
                    ('opened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['programme', 'number'], name='cases_case_list'), models.Index(fields=['programme', 'origin', 'number'], name='cases_case_by_origin'), models.Index(fields=['programme', 'site', 'number'], name='cases_case_by_site'), models.Index(fields=['id'], include=('number', 'programme', 'origin', 'home', 'opened_on', 'recorded_at', 'act'), name='cases_case_pass')],
                    'constraints': [models.UniqueConstraint(fields=('programme', 'person'), name='one_case_a_person_and_programme'), models.CheckConstraint(condition=models.Q(('adults_with__gte', 0), ('adults_with__lte', 30), ('children_with__gte', 0), ('children_with__lte', 30)), name='dependants_are_countable')],
                },
            ),
            migrations.CreateModel(
                name='Attempt',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('round', models.CharField(blank=True, max_length=32)),
                    ('kind', models.CharField(max_length=32)),
                    ('outcome', models.CharField(max_length=32)),
                    ('attesters', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=32), default=list, size=None)),
                    ('reason', models.CharField(blank=True, db_default='', max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ],
                options={
                    'indexes': [models.Index(fields=['case', '-happened_on', '-act'], include=('recorded_at', 'programme', 'outcome', 'kind', 'attesters'), name='cases_attempt_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('reason__in', ['', 'AWAY', 'NO_SAFE_WAY', 'NOT_FOUND', 'SHE_ASKED_LATER', 'PAPERS_TO_FOLLOW', 'DOES_NOT_AGREE', 'ATTESTER_MISSING'])), name='attempt_reason_is_known'), models.CheckConstraint(condition=models.Q(('kind__in', ['IN_PERSON', 'REMOTE', 'PAPERS', 'ATTESTED'])), name='evidence_kind_is_known'), models.CheckConstraint(condition=models.Q(('outcome__in', ['ACCEPTED', 'NOT_YET', 'NOT_REACHED'])), name='attempt_outcome_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Assignment',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('purpose', models.CharField(max_length=32)),
                    ('event', models.CharField(max_length=32)),
                    ('until', models.DateField(null=True)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                ],
                options={
                    'indexes': [models.Index(fields=['case', 'agency', 'purpose', '-happened_on', '-act'], name='cases_assignment_latest'), models.Index(fields=['agency', 'case'], name='cases_assignment_agency')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('purpose__in', ['RETURN', 'RECEIVING_OFFICE', 'PARTNER', 'PAYMENT', 'CONTINUITY_OF_CARE', 'CONTACT_AFTERWARDS', 'RESEARCH'])), name='assignment_purpose_is_known'), models.CheckConstraint(condition=models.Q(('event__in', ['GIVEN', 'ENDED'])), name='assignment_event_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Choice',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('choice', models.CharField(max_length=32)),
                    ('informed', models.CharField(max_length=32)),
                    ('companion', models.BooleanField(default=False)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['case', '-happened_on', '-act'], include=('recorded_at', 'programme', 'choice', 'informed'), name='cases_choice_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('choice__in', ['RETURN', 'STAY', 'ALONE', 'UNDECIDED'])), name='choice_is_one_of_four'), models.CheckConstraint(condition=models.Q(('informed__in', ['CONVERSATION', 'MEETING', 'WRITTEN', 'NOT_INFORMED'])), name='informed_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Consent',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('purpose', models.CharField(max_length=32)),
                    ('event', models.CharField(max_length=32)),
                    ('text_version', models.CharField(blank=True, max_length=32)),
                    ('language', models.CharField(blank=True, max_length=8)),
                    ('until', models.DateField(null=True)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['case', 'purpose', '-happened_on', '-act'], include=('recorded_at', 'programme', 'event', 'until'), name='cases_consent_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('purpose__in', ['RETURN', 'RECEIVING_OFFICE', 'PARTNER', 'PAYMENT', 'CONTINUITY_OF_CARE', 'CONTACT_AFTERWARDS', 'RESEARCH'])), name='consent_purpose_is_known'), models.CheckConstraint(condition=models.Q(('event__in', ['GIVEN', 'REFUSED', 'WITHDRAWN'])), name='consent_event_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('event', 'GIVEN'), _negated=True), ('until__gt', models.F('happened_on')), _connector='OR'), name='given_consent_ends_after_it_began')],
                },
            ),
            migrations.CreateModel(
                name='Duplicate',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('event', models.CharField(max_length=32)),
                    ('reason', models.CharField(blank=True, max_length=300)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('other', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['case', 'other', '-happened_on', '-act'], include=('recorded_at', 'programme', 'event'), name='cases_duplicate_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['FLAGGED', 'SAME', 'DIFFERENT', 'HINTED'])), name='duplicate_event_is_known'), models.CheckConstraint(condition=models.Q(('case', models.F('other')), _negated=True), name='nobody_is_her_own_duplicate')],
                },
            ),
            migrations.CreateModel(
                name='Lock',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('event', models.CharField(max_length=32)),
                    ('first', models.CharField(blank=True, max_length=64)),
                    ('second', models.CharField(blank=True, max_length=64)),
                    ('reason', models.CharField(max_length=300)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['case', '-happened_on', '-act'], name='cases_lock_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['SET', 'ENDED'])), name='lock_event_is_known'), models.CheckConstraint(condition=models.Q(('event', 'ENDED'), models.Q(models.Q(('first', ''), _negated=True), models.Q(('second', ''), _negated=True)), _connector='OR'), name='lock_names_two_people'), models.CheckConstraint(condition=models.Q(('event', 'ENDED'), models.Q(('first', models.F('second')), _negated=True), _connector='OR'), name='lock_names_different_people')],
                },
            ),
            migrations.CreateModel(
                name='Move',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('move', models.CharField(max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['case', '-happened_on', '-act'], include=('recorded_at', 'programme', 'move'), name='cases_move_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('move__in', ['DEPARTED', 'ARRIVED', 'AIDED', 'FOLLOWED_UP', 'CLOSED', 'STAYED', 'LEFT_ALONE', 'WITHDRAWN', 'REFERRED', 'REOPENED'])), name='move_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Objection',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('ref', models.CharField(max_length=32)),
                    ('event', models.CharField(max_length=32)),
                    ('topic', models.CharField(blank=True, max_length=32)),
                    ('due_on', models.DateField(null=True)),
                    ('outcome', models.CharField(blank=True, db_default='', max_length=32)),
                    ('reason', models.CharField(blank=True, db_default='', max_length=500)),
                    ('by', models.CharField(blank=True, db_default='', max_length=64)),
                    ('companion', models.BooleanField(db_default=False)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['case', 'ref', '-happened_on', '-act'], include=('recorded_at', 'programme', 'event'), name='cases_objection_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['RAISED', 'ANSWERED', 'APPEALED', 'TAKEN_BACK'])), name='objection_event_is_known'), models.CheckConstraint(condition=models.Q(('outcome__in', ['', 'GRANTED', 'PARTLY', 'NOT_GRANTED'])), name='objection_outcome_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Pressure',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['case', '-happened_on', '-act'], name='cases_pressure_latest')],
                },
            ),
            migrations.CreateModel(
                name='Round',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=32)),
                    ('opens_on', models.DateField()),
                    ('closes_on', models.DateField()),
                    ('late_until', models.DateField(null=True)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('programme', 'code'), name='round_code_is_free'), models.CheckConstraint(condition=models.Q(('closes_on__gte', models.F('opens_on'))), name='round_ends_after_start'), models.CheckConstraint(condition=models.Q(('late_until__isnull', True), ('late_until__gt', models.F('closes_on')), _connector='OR'), name='late_registration_follows_the_round')],
                },
            ),
            migrations.CreateModel(
                name='Screening',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('outcome', models.CharField(max_length=32)),
                    ('trained', models.BooleanField()),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['case', '-happened_on', '-act'], include=('recorded_at', 'programme', 'outcome', 'trained'), name='cases_screening_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', ['CLEAR', 'CARE_NEEDED', 'REFER_WITH_CONSENT', 'CHILD'])), name='screening_outcome_is_known')],
                },
            ),
            migrations.CreateModel(
                name='TravelWish',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('discreet', models.BooleanField(default=False)),
                    ('escort', models.BooleanField(default=False)),
                    ('not_before', models.DateField(null=True)),
                    ('not_after', models.DateField(null=True)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['case', '-happened_on', '-act'], include=('recorded_at', 'programme', 'discreet', 'not_before', 'not_after'), name='cases_wish_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('discreet', True), ('escort', True), _negated=True), name='discreet_travel_has_no_escort'), models.CheckConstraint(condition=models.Q(('not_before__isnull', True), ('not_after__isnull', True), ('not_after__gte', models.F('not_before')), _connector='OR'), name='travel_window_ends_after_start')],
                },
            ),
            migrations.CreateModel(
                name='Attester',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('code', models.CharField(max_length=32)),
                    ('name', models.CharField(blank=True, max_length=200)),
                    ('event', models.CharField(max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['LISTED', 'UNLISTED'])), name='attester_event_is_known')],
                },
            ),
        ),
    ]
