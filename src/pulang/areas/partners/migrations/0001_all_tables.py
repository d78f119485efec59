import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from pulang.storage.creating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ('partners', '0001_tables'),
        ('partners', '0002_keep_papers_appeals_and_checklists'),
        ('partners', '0003_keep_agreements_and_incidents'),
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
                name='Accreditation',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('event', models.CharField(max_length=32)),
                    ('grade', models.CharField(blank=True, max_length=1)),
                    ('number', models.CharField(blank=True, max_length=80)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('partner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ],
                options={
                    'indexes': [models.Index(fields=['partner', '-happened_on', '-act'], name='partners_accreditation_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['ISSUED', 'SUSPENDED', 'RESTORED', 'REVOKED', 'APPEALED', 'APPEAL_UPHELD', 'APPEAL_DISMISSED'])), name='accreditation_event_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('event', 'ISSUED'), _negated=True), ('grade__in', ['A', 'B', 'C']), _connector='OR'), name='issued_accreditation_has_a_grade')],
                },
            ),
            migrations.CreateModel(
                name='Agreement',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('event', models.CharField(max_length=32)),
                    ('number', models.CharField(max_length=80)),
                    ('starts_on', models.DateField(null=True)),
                    ('until', models.DateField(null=True)),
                    ('regions', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=32), null=True, size=None)),
                    ('reason', models.CharField(blank=True, max_length=500)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('partner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['programme', 'partner', '-happened_on', '-act'], name='partners_agreement_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['SIGNED', 'ENDED'])), name='agreement_event_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('event', 'SIGNED'), _negated=True), models.Q(('regions__isnull', False), ('starts_on__isnull', False), ('until__gt', models.F('starts_on'))), _connector='OR'), name='signed_agreement_has_both_days')],
                },
            ),
            migrations.CreateModel(
                name='Approval',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('event', models.CharField(max_length=32)),
                    ('number', models.CharField(blank=True, max_length=80)),
                    ('until', models.DateField(null=True)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('partner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['partner', 'programme', '-happened_on', '-act'], name='partners_approval_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['APPROVED', 'WITHDRAWN'])), name='approval_event_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Assignment',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('event', models.CharField(max_length=32)),
                    ('capacity', models.PositiveIntegerField(null=True)),
                    ('until', models.DateField(null=True)),
                    ('source', models.CharField(blank=True, max_length=300)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('partner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['programme', 'partner', '-happened_on', '-act'], name='partners_assignment_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['NAMED', 'ASSIGNED', 'RELEASED'])), name='partner_assignment_event_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('event', 'ASSIGNED'), _negated=True), ('capacity__gt', 0), _connector='OR'), name='assigned_partner_has_capacity')],
                },
            ),
            migrations.CreateModel(
                name='Document',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('kind', models.CharField(max_length=32)),
                    ('event', models.CharField(max_length=32)),
                    ('number', models.CharField(blank=True, max_length=80)),
                    ('until', models.DateField(null=True)),
                    ('note', models.CharField(blank=True, max_length=300)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('partner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ],
                options={
                    'indexes': [models.Index(fields=['partner', 'kind', '-happened_on', '-act'], name='partners_document_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['DEED', 'DECREE_OF_LAW_MINISTRY', 'REGISTRATION_CERTIFICATE', 'TAX_NUMBER', 'ACCOUNT', 'DOMICILE', 'STAFF_LIST', 'PLAN_OF_WORK'])), name='document_kind_is_known'), models.CheckConstraint(condition=models.Q(('event__in', ['FILED', 'VERIFIED', 'SENT_BACK'])), name='document_event_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Incident',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('code', models.CharField(max_length=32)),
                    ('event', models.CharField(max_length=32)),
                    ('kind', models.CharField(blank=True, max_length=32)),
                    ('severity', models.CharField(blank=True, max_length=32)),
                    ('office', models.CharField(blank=True, max_length=32)),
                    ('text', models.CharField(max_length=1000)),
                    ('due_on', models.DateField(null=True)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('partner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                    ('programme', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['partner', 'code', 'act'], name='partners_incident_code')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['RECORDED', 'ANSWERED', 'CLOSED'])), name='incident_event_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('event', 'RECORDED'), _negated=True), models.Q(('kind__in', ['FINDING', 'INCIDENT']), ('severity__in', ['MINOR', 'SERIOUS', 'GRAVE'])), _connector='OR'), name='recorded_incident_says_what_it_is')],
                },
            ),
            migrations.CreateModel(
                name='Registration',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('event', models.CharField(max_length=32)),
                    ('number', models.CharField(blank=True, max_length=80)),
                    ('until', models.DateField(null=True)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('partner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ],
                options={
                    'indexes': [models.Index(fields=['partner', '-happened_on', '-act'], name='partners_registration_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['ISSUED', 'ENDED'])), name='registration_event_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Survey',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('event', models.CharField(max_length=32)),
                    ('until', models.DateField(null=True)),
                    ('note', models.CharField(blank=True, max_length=300)),
                    ('source', models.CharField(blank=True, max_length=300)),
                    ('met', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=32), null=True, size=None)),
                    ('lacked', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=32), null=True, size=None)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('partner', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ],
                options={
                    'indexes': [models.Index(fields=['partner', '-happened_on', '-act'], name='partners_survey_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['REQUESTED', 'VISITED', 'PASSED', 'FAILED'])), name='survey_event_is_known')],
                },
            ),
        ),
    ]
