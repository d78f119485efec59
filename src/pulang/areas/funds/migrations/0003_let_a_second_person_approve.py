import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('audit', '0001_tables'),
        ('funds', '0002_seal_the_ledger'),
    ]

    operations = [
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
                ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                ('source', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funds.source')),
            ],
            options={
                'constraints': [
                    models.UniqueConstraint(fields=('number',), name='payment_number_is_free'),
                    models.CheckConstraint(condition=models.Q(('amount__gt', 0)), name='payment_pays_something'),
                ],
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
                ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
            ],
            options={
                'constraints': [
                    models.CheckConstraint(condition=models.Q(('verdict__in', ['APPROVED', 'REFUSED'])), name='payment_verdict_is_known'),
                    models.UniqueConstraint(fields=('number',), name='payment_is_decided_once'),
                    models.UniqueConstraint(fields=('act',), name='one_verdict_an_act'),
                    models.CheckConstraint(condition=models.Q(('verdict', 'REFUSED'), models.Q(('decided_by', models.F('asked_by')), _negated=True), _connector='OR'), name='payment_needs_two_people'),
                ],
            },
        ),
        migrations.AddConstraint(
            model_name='entry',
            constraint=models.UniqueConstraint(condition=models.Q(('kind', 'PAY')), fields=('act',), name='one_payment_an_act'),
        ),
    ]
