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
                name='Task',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('kind', models.CharField(max_length=32)),
                    ('state', models.CharField(max_length=32)),
                    ('expected_on', models.DateField(null=True)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('holder', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['case', 'kind', '-act'], name='papers_task_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['LOSS_LETTER', 'DOMICILE', 'NEW_CARD'])), name='paper_to_get_is_known'), models.CheckConstraint(condition=models.Q(('state__in', ['TO_START', 'STARTED', 'WAITING', 'DONE', 'NOT_NEEDED'])), name='paper_state_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('state', 'WAITING'), _negated=True), ('holder__isnull', False), _connector='OR'), name='paper_waits_for_somebody')],
                },
            ),
        ),
    ]
