import django.db.models.deletion
from django.db import migrations, models

from pulang.storage.creating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ('people', '0001_tables'),
        ('people', '0002_erase_persons_and_version_digests'),
    ]

    initial = True

    dependencies = [
        ('audit', '0001_all_tables'),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name='Person',
                fields=[
                    ('id', models.UUIDField(primary_key=True, serialize=False)),
                    ('papers', models.CharField(max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('papers__in', ['CARD', 'FAMILY_CARD_ONLY', 'LOSS_LETTER', 'NONE', 'UNKNOWN'])), name='papers_are_known')],
                },
            ),
            migrations.CreateModel(
                name='Erasure',
                fields=[
                    ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='people.person')),
                    ('act', models.CharField(max_length=64)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                ],
            ),
            migrations.CreateModel(
                name='Key',
                fields=[
                    ('person', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to='people.person')),
                    ('wrapped', models.BinaryField()),
                    ('version', models.SmallIntegerField()),
                ],
            ),
            migrations.CreateModel(
                name='BlindIndex',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('kind', models.CharField(max_length=32)),
                    ('digest', models.BinaryField(max_length=16)),
                    ('version', models.SmallIntegerField(db_default=1)),
                    ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
                options={
                    'indexes': [models.Index(fields=['kind', 'digest'], name='people_blind_digest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['NIK', 'PHONE', 'LIKENESS'])), name='blind_index_kind_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Identity',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('field', models.CharField(max_length=32)),
                    ('sealed', models.BinaryField()),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('person', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='people.person')),
                ],
                options={
                    'indexes': [models.Index(fields=['person', 'field', '-happened_on', '-act'], name='people_identity_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('field__in', ['NAME', 'NIK', 'BIRTH_DATE', 'PHONE', 'ADDRESS', 'ACCOUNT'])), name='identity_field_is_known')],
                },
            ),
        ),
    ]
