import django.db.models.deletion
from django.db import migrations, models

# What stood in one row a pocket stands in eight rows a source, made anew from the book: two balances kept side by side
# would differ, so the old table goes in the same step.
_PARTS = """
INSERT INTO funds_balance (source_id, part, payer, allocated, released, committed, spent, latest)
SELECT s.code, x.part,
       CASE x.part WHEN 0 THEN coalesce(l.payer, 0) ELSE 0 END,
       CASE x.part WHEN 0 THEN coalesce(l.allocated, 0) ELSE 0 END,
       CASE x.part WHEN 0 THEN coalesce(l.released, 0) ELSE 0 END,
       CASE x.part WHEN 0 THEN coalesce(l.committed, 0) ELSE 0 END,
       CASE x.part WHEN 0 THEN coalesce(l.spent, 0) ELSE 0 END,
       coalesce(l.latest, DATE '1900-01-01')
FROM funds_source s
CROSS JOIN generate_series(0, 7) AS x (part)
LEFT JOIN (
    SELECT p.source_id, max(e.happened_on) AS latest,
           sum(p.amount) FILTER (WHERE p.account = 'PAYER') AS payer,
           sum(p.amount) FILTER (WHERE p.account = 'ALLOCATED') AS allocated,
           sum(p.amount) FILTER (WHERE p.account = 'RELEASED') AS released,
           sum(p.amount) FILTER (WHERE p.account = 'COMMITTED') AS committed,
           sum(p.amount) FILTER (WHERE p.account = 'SPENT') AS spent
    FROM funds_posting p JOIN funds_entry e ON e.id = p.entry_id GROUP BY p.source_id
) l ON l.source_id = s.code;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('funds', '0005_keep_the_papers'),
    ]

    operations = [
        migrations.DeleteModel(name='Balance'),
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
                'constraints': [
                    models.UniqueConstraint(fields=('source', 'part'), name='one_balance_a_part'),
                    models.CheckConstraint(condition=models.Q(('allocated__gte', 0), ('committed__gte', 0), ('released__gte', 0), ('spent__gte', 0)), name='pocket_not_below_zero'),
                ],
            },
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
                'constraints': [
                    models.UniqueConstraint(fields=('source', 'kind', 'account', 'day'), name='one_sum_a_day'),
                ],
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
        migrations.AlterField(
            model_name='posting',
            name='source',
            field=models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='funds.source'),
        ),
        migrations.AddIndex(
            model_name='posting',
            index=models.Index(fields=['source', 'id'], name='funds_posting_since'),
        ),
        migrations.RunSQL(_PARTS, migrations.RunSQL.noop),
    ]
