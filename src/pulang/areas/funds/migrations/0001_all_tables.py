import django.db.models.deletion
from django.db import migrations, models

from pulang.storage.creating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ('funds', '0001_tables'),
        ('funds', '0002_seal_the_ledger'),
        ('funds', '0003_let_a_second_person_approve'),
        ('funds', '0004_seal_payments_and_tie_again'),
        ('funds', '0005_keep_the_papers'),
        ('funds', '0006_keep_money_in_parts'),
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
                name='Entry',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('kind', models.CharField(max_length=32)),
                    ('document', models.CharField(blank=True, max_length=120)),
                    ('note', models.CharField(blank=True, max_length=300)),
                    ('source_text', models.CharField(blank=True, max_length=300)),
                    ('leaf', models.BinaryField(db_default=b'', max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                ],
                options={
                    'indexes': [models.Index(fields=['happened_on'], name='funds_entry_day')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['ALLOCATE', 'RELEASE', 'COMMIT', 'UNCOMMIT', 'PAY', 'REFUND', 'RETURN', 'REDUCE', 'LAPSE'])), name='entry_kind_is_known'), models.UniqueConstraint(condition=models.Q(('kind', 'PAY')), fields=('act',), name='one_payment_an_act')],
                },
            ),
            migrations.CreateModel(
                name='Fare',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('amount', models.BigIntegerField()),
                    ('office', models.CharField(blank=True, max_length=200)),
                    ('source_text', models.CharField(blank=True, max_length=300)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='fare_costs_something')],
                },
            ),
            migrations.CreateModel(
                name='PaymentVerdict',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('number', models.CharField(max_length=16)),
                    ('verdict', models.CharField(max_length=32)),
                    ('asked_by', models.CharField(max_length=32)),
                    ('decided_by', models.CharField(max_length=32)),
                    ('leaf', models.BinaryField(db_default=b'', max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('verdict__in', ['APPROVED', 'REFUSED'])), name='payment_verdict_is_known'), models.UniqueConstraint(fields=('number',), name='payment_is_decided_once'), models.UniqueConstraint(fields=('act',), name='one_verdict_an_act'), models.CheckConstraint(condition=models.Q(('verdict', 'REFUSED'), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='payment_needs_two_people')],
                },
            ),
            migrations.CreateModel(
                name='Source',
                fields=[
                    ('code', models.CharField(max_length=32, primary_key=True, serialize=False)),
                    ('name', models.CharField(max_length=200)),
                    ('level', models.CharField(max_length=32)),
                    ('use', models.CharField(max_length=32)),
                    ('fiscal_year', models.SmallIntegerField()),
                    ('account_code', models.CharField(blank=True, max_length=40)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('payer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                    ('programme', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('level__in', ['APBN', 'APBD_PROVINCE', 'APBD_CITY'])), name='fund_level_is_known'), models.CheckConstraint(condition=models.Q(('use__in', ['TRAVEL', 'AID'])), name='fund_use_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Paper',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('kind', models.CharField(max_length=32)),
                    ('number', models.CharField(max_length=80)),
                    ('amount', models.BigIntegerField()),
                    ('lowers', models.BooleanField(default=False)),
                    ('leaf', models.BinaryField(db_default=b'', max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('rests_on', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funds.paper')),
                    ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funds.source')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['DPA', 'DPPA', 'SPD', 'SPP', 'SPM', 'SP2D', 'LPJ', 'SILPA'])), name='paper_kind_is_known'), models.UniqueConstraint(fields=('source', 'kind', 'number'), name='paper_number_is_free'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='paper_says_something')],
                },
            ),
            migrations.CreateModel(
                name='PaperLeft',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('amount', models.BigIntegerField()),
                    ('paper', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funds.paper')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('amount__gte', 0)), name='paper_not_below_zero')],
                },
            ),
            migrations.CreateModel(
                name='Posting',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('account', models.CharField(max_length=32)),
                    ('amount', models.BigIntegerField()),
                    ('leaf', models.BinaryField(db_default=b'', max_length=32)),
                    ('entry', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funds.entry')),
                    ('source', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funds.source')),
                ],
                options={
                    'indexes': [models.Index(fields=['source', 'id'], name='funds_posting_since')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('account__in', ['PAYER', 'ALLOCATED', 'RELEASED', 'COMMITTED', 'SPENT'])), name='posting_account_is_known'), models.CheckConstraint(condition=models.Q(('amount', 0), _negated=True), name='posting_moves_money')],
                },
            ),
            migrations.CreateModel(
                name='Payment',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('number', models.CharField(max_length=16)),
                    ('amount', models.BigIntegerField()),
                    ('document', models.CharField(blank=True, max_length=120)),
                    ('note', models.CharField(blank=True, max_length=300)),
                    ('asked_by', models.CharField(max_length=32)),
                    ('leaf', models.BinaryField(db_default=b'', max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funds.source')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('number',), name='payment_number_is_free'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='payment_pays_something')],
                },
            ),
            migrations.CreateModel(
                name='Folded',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('through', models.BigIntegerField()),
                    ('learned', models.DateTimeField()),
                    ('source', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funds.source')),
                ],
            ),
            migrations.CreateModel(
                name='DaySum',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=32)),
                    ('account', models.CharField(max_length=32)),
                    ('day', models.DateField()),
                    ('amount', models.BigIntegerField()),
                    ('source', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funds.source')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('source', 'kind', 'account', 'day'), name='one_sum_a_day')],
                },
            ),
            migrations.CreateModel(
                name='Confirmation',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('event', models.CharField(max_length=32)),
                    ('document', models.CharField(blank=True, max_length=120)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funds.source')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['CONFIRMED', 'WITHDRAWN'])), name='confirmation_event_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Balance',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('part', models.SmallIntegerField()),
                    ('payer', models.BigIntegerField(default=0)),
                    ('allocated', models.BigIntegerField(default=0)),
                    ('released', models.BigIntegerField(default=0)),
                    ('committed', models.BigIntegerField(default=0)),
                    ('spent', models.BigIntegerField(default=0)),
                    ('latest', models.DateField()),
                    ('source', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funds.source')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('source', 'part'), name='one_balance_a_part'), models.CheckConstraint(condition=models.Q(('allocated__gte', 0), ('committed__gte', 0), ('released__gte', 0), ('spent__gte', 0)), name='pocket_not_below_zero')],
                },
            ),
        ),
    ]
