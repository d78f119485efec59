import django.db.models.deletion
from django.db import migrations, models

from pulang.storage.creating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ('payments', '0001_tables'),
        ('payments', '0002_take_statements'),
        ('payments', '0003_keep_proofs'),
    ]

    initial = True

    dependencies = [
        ('audit', '0001_all_tables'),
        ('cases', '0001_all_tables'),
        ('funds', '0001_all_tables'),
        ('programmes', '0001_tables'),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name='Appointment',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('token', models.CharField(max_length=16)),
                    ('meets_on', models.DateField()),
                    ('place', models.CharField(max_length=200)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['token'], name='payments_appointment_token')],
                },
            ),
            migrations.CreateModel(
                name='Batch',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('payment', models.CharField(max_length=16)),
                    ('text', models.CharField(max_length=35)),
                    ('leaf', models.BinaryField(db_default=b'', max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('payment',), name='batch_has_one_text')],
                },
            ),
            migrations.CreateModel(
                name='Booked',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('booked_on', models.DateField()),
                    ('amount', models.BigIntegerField()),
                    ('came_in', models.BooleanField()),
                    ('mark', models.CharField(blank=True, max_length=16)),
                    ('leaf', models.BinaryField(db_default=b'', max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funds.source')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='booking_moves_money')],
                },
            ),
            migrations.CreateModel(
                name='File',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('payment', models.CharField(max_length=16)),
                    ('kind', models.CharField(max_length=32)),
                    ('layout', models.CharField(max_length=32)),
                    ('lines', models.IntegerField()),
                    ('total', models.BigIntegerField()),
                    ('digest', models.CharField(max_length=64)),
                    ('leaf', models.BinaryField(db_default=b'', max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                ],
                options={
                    'indexes': [models.Index(fields=['payment'], name='payments_file_of_payment')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['SENT', 'RESULT'])), name='bank_file_kind_is_known'), models.UniqueConstraint(condition=models.Q(('kind', 'SENT')), fields=('payment',), name='batch_is_sent_once'), models.UniqueConstraint(condition=models.Q(('kind', 'RESULT')), fields=('digest',), name='bank_result_is_taken_once')],
                },
            ),
            migrations.CreateModel(
                name='Item',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('token', models.CharField(max_length=16)),
                    ('kind', models.CharField(max_length=32)),
                    ('decree', models.CharField(max_length=80)),
                    ('amount', models.BigIntegerField()),
                    ('attempt', models.SmallIntegerField()),
                    ('leaf', models.BinaryField(db_default=b'', max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('case', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
                    ('programme', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='programmes.programme')),
                ],
                options={
                    'indexes': [models.Index(fields=['token'], name='payments_item_token')],
                    'constraints': [models.UniqueConstraint(fields=('case', 'kind', 'attempt'), name='aid_is_paid_once'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='item_pays_something')],
                },
            ),
            migrations.CreateModel(
                name='Line',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('payment', models.CharField(max_length=16)),
                    ('token', models.CharField(max_length=16)),
                    ('way', models.CharField(max_length=32)),
                    ('amount', models.BigIntegerField()),
                    ('leaf', models.BinaryField(db_default=b'', max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                ],
                options={
                    'indexes': [models.Index(fields=['payment', 'token'], name='payments_line_of_payment')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('way__in', ['TRANSFER', 'CASH'])), name='line_way_is_known'), models.UniqueConstraint(fields=('token',), name='line_token_is_free'), models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='line_pays_something')],
                },
            ),
            migrations.CreateModel(
                name='Proof',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('payment', models.CharField(max_length=16)),
                    ('kind', models.CharField(max_length=32)),
                    ('size', models.IntegerField()),
                    ('digest', models.CharField(max_length=64)),
                    ('content', models.BinaryField(blank=True)),
                    ('wrapped', models.BinaryField(blank=True)),
                    ('leaf', models.BinaryField(db_default=b'', max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['PDF', 'JPEG', 'PNG'])), name='proof_kind_is_known'), models.UniqueConstraint(fields=('payment', 'digest'), name='proof_is_filed_once')],
                },
            ),
            migrations.CreateModel(
                name='Result',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('token', models.CharField(max_length=16)),
                    ('step', models.SmallIntegerField()),
                    ('outcome', models.CharField(max_length=32)),
                    ('reference', models.CharField(blank=True, max_length=40)),
                    ('reason', models.CharField(blank=True, max_length=60)),
                    ('leaf', models.BinaryField(db_default=b'', max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('outcome__in', ['HELD', 'PAID', 'FAILED', 'RETURNED', 'COLLECTED', 'UNCOLLECTED'])), name='line_outcome_is_known'), models.CheckConstraint(condition=models.Q(models.Q(('outcome', 'RETURNED'), ('step', 2)), models.Q(models.Q(('outcome', 'RETURNED'), _negated=True), ('step', 1)), _connector='OR'), name='return_comes_second'), models.UniqueConstraint(fields=('token', 'step'), name='line_ends_once'), models.UniqueConstraint(condition=models.Q(('outcome__in', ['PAID', 'COLLECTED']), _negated=True), fields=('token',), name='line_comes_back_once')],
                },
            ),
            migrations.CreateModel(
                name='Sent',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('token', models.CharField(max_length=16)),
                    ('tail', models.CharField(max_length=16)),
                    ('leaf', models.BinaryField(db_default=b'', max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('token',), name='line_is_sent_once')],
                },
            ),
            migrations.CreateModel(
                name='Statement',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('layout', models.CharField(max_length=32)),
                    ('lines', models.IntegerField()),
                    ('came_in', models.BigIntegerField()),
                    ('went_out', models.BigIntegerField()),
                    ('digest', models.CharField(max_length=64)),
                    ('leaf', models.BinaryField(db_default=b'', max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funds.source')),
                ],
                options={
                    'constraints': [models.UniqueConstraint(fields=('digest',), name='statement_is_taken_once')],
                },
            ),
        ),
    ]
