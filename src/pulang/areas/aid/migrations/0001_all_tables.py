import django.db.models.deletion
from django.db import migrations, models

from pulang.storage.creating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ('aid', '0001_tables'),
        ('aid', '0002_cases_and_indexes'),
    ]

    initial = True

    dependencies = [
        ('audit', '0001_all_tables'),
        ('cases', '0001_all_tables'),
        ('programmes', '0001_tables'),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name='BeneficiaryDecree',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('number', models.CharField(max_length=80)),
                    ('issuer', models.CharField(max_length=200)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('programme', 'number'), name='beneficiary_decree_number_is_free')],
                },
            ),
            migrations.CreateModel(
                name='Channel',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('kind', models.CharField(max_length=32)),
                    ('event', models.CharField(max_length=32)),
                    ('own_name', models.BooleanField()),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['case', '-happened_on', '-act'], include=('recorded_at', 'programme', 'event', 'kind', 'own_name'), name='aid_channel_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['BANK_ACCOUNT', 'WALLET', 'CASH_BY_APPOINTMENT'])), name='channel_kind_is_known'), models.CheckConstraint(condition=models.Q(('event__in', ['READY', 'ENDED'])), name='channel_event_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Listing',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('decree', models.CharField(max_length=80)),
                    ('event', models.CharField(max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['case', '-happened_on', '-act'], include=('recorded_at', 'programme', 'event'), name='aid_listing_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['LISTED', 'REMOVED'])), name='listing_event_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Rate',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('kind', models.CharField(max_length=32)),
                    ('level', models.CharField(max_length=32)),
                    ('amount', models.BigIntegerField()),
                    ('valid_from', models.DateField()),
                    ('valid_until', models.DateField(null=True)),
                    ('source_text', models.CharField(blank=True, max_length=300)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='rate_pays_something'), models.CheckConstraint(condition=models.Q(('valid_until__isnull', True), ('valid_until__gt', models.F('valid_from')), _connector='OR'), name='rate_ends_after_it_began')],
                },
            ),
        ),
    ]
