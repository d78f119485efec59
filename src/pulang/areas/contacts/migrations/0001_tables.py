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
                name='Text',
                fields=[
                    ('id', models.UUIDField(primary_key=True, serialize=False)),
                    ('box', models.BinaryField()),
                    ('written_at', models.DateTimeField(db_index=True)),
                ],
            ),
            migrations.CreateModel(
                name='Contact',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('way', models.CharField(max_length=32)),
                    ('hours', models.CharField(max_length=32)),
                    ('language', models.CharField(max_length=32)),
                    ('address', models.UUIDField(null=True)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['case', '-happened_on', '-act'], name='contacts_contact_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('way__in', ['PAGE', 'TEXT', 'MAIL'])), name='contact_way_is_known'), models.CheckConstraint(condition=models.Q(('hours__in', ['DAYTIME', 'MORNING', 'AFTERNOON'])), name='contact_hours_are_known'), models.CheckConstraint(condition=models.Q(models.Q(('way', 'PAGE'), _negated=True), ('address', None), _connector='OR'), name='contact_on_the_page_has_no_address')],
                },
            ),
            migrations.CreateModel(
                name='Notice',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=32)),
                    ('purpose', models.CharField(blank=True, max_length=32)),
                    ('version', models.CharField(max_length=32)),
                    ('made_at', models.DateTimeField()),
                    ('due_at', models.DateTimeField()),
                    ('state', models.CharField(max_length=32)),
                    ('tries', models.SmallIntegerField(default=0)),
                    ('message', models.UUIDField(null=True)),
                    ('changed_at', models.DateTimeField()),
                    ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(condition=models.Q(('state__in', ['WAITING', 'SENDING'])), fields=['due_at'], name='contacts_notice_due')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['ANSWER', 'JOURNEY', 'AFTERWARDS'])), name='notice_kind_is_known'), models.CheckConstraint(condition=models.Q(('state__in', ['WAITING', 'SENDING', 'SENT', 'DROPPED', 'FAILED'])), name='notice_state_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Question',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('number', models.CharField(max_length=16)),
                    ('ref', models.CharField(max_length=32)),
                    ('event', models.CharField(max_length=32)),
                    ('by', models.CharField(max_length=64)),
                    ('due_on', models.DateField(null=True)),
                    ('words', models.UUIDField()),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['case', '-happened_on', '-act'], name='contacts_question_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['ASKED', 'ANSWERED'])), name='own_question_event_is_known'), models.UniqueConstraint(fields=('case', 'ref', 'event'), name='question_step_happens_once')],
                },
            ),
        ),
    ]
