import django.db.models.deletion
from django.db import migrations, models

from pulang.storage.creating import CreateModels


class Migration(migrations.Migration):
    initial = True

    dependencies = [
        ('accounts', '0001_all_tables'),
        ('audit', '0001_all_tables'),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name='Programme',
                fields=[
                    ('code', models.CharField(max_length=32, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=200)),
                    ('procedure', models.CharField(max_length=32)),
                    ('place', models.CharField(max_length=13)),
                    ('time_zone', models.CharField(max_length=32)),
                    ('fiscal_year', models.SmallIntegerField()),
                    ('opened_on', models.DateField()),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('lead', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                    ('ministry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('fiscal_year__gte', 2000), ('fiscal_year__lte', 2199)), name='fiscal_year_is_sensible')],
                },
            ),
            migrations.CreateModel(
                name='Decree',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('number', models.CharField(max_length=80)),
                    ('event', models.CharField(max_length=32)),
                    ('title', models.CharField(blank=True, max_length=300)),
                    ('issuer', models.CharField(blank=True, max_length=200)),
                    ('in_force_on', models.DateField(null=True)),
                    ('source', models.CharField(blank=True, max_length=300)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['programme', 'number'], name='programmes_decree_number')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['ISSUED', 'REVOKED'])), name='decree_event_is_known'), models.CheckConstraint(condition=models.Q(('event', 'REVOKED'), ('in_force_on__isnull', False), _connector='OR'), name='issued_decree_has_its_day')],
                },
            ),
            migrations.CreateModel(
                name='Site',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=32)),
                    ('name', models.CharField(max_length=200)),
                    ('place', models.CharField(max_length=13)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('programme', 'code'), name='site_code_is_free')],
                },
            ),
            migrations.CreateModel(
                name='Block',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('code', models.CharField(max_length=32)),
                    ('name', models.CharField(max_length=200)),
                    ('rooms', models.PositiveIntegerField(null=True)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.site')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('site', 'code'), name='block_code_is_free')],
                },
            ),
            migrations.CreateModel(
                name='SiteStatus',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('event', models.CharField(max_length=32)),
                    ('note', models.CharField(blank=True, max_length=300)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('site', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.site')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['OPEN', 'CLOSED'])), name='site_event_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Stakeholder',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('kind', models.CharField(max_length=32)),
                    ('name', models.CharField(max_length=200)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['RESIDENTS_GROUP', 'BLOCK_OWNER', 'ORGANISATION', 'COMMUNITY_LEADER'])), name='stakeholder_kind_is_known')],
                },
            ),
        ),
    ]
