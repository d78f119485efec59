import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from pulang.storage.creating import CreateModels


class Migration(migrations.Migration):
    replaces = [
        ('accounts', '0001_tables'),
        ('accounts', '0002_hold_sessions_tries_and_sign_ins'),
    ]

    initial = True

    dependencies = [
        ('audit', '0001_all_tables'),
    ]

    operations = [
        CreateModels(
            migrations.CreateModel(
                name='Tries',
                fields=[
                    ('key', models.CharField(max_length=64, primary_key=True, serialize=False)),
                    ('at', django.contrib.postgres.fields.ArrayField(base_field=models.DateTimeField(), size=None)),
                ],
            ),
            migrations.CreateModel(
                name='Agency',
                fields=[
                    ('code', models.CharField(max_length=32, primary_key=True, serialize=False)),
                    ('kind', models.CharField(max_length=32)),
                    ('name', models.CharField(max_length=200)),
                    ('place', models.CharField(blank=True, max_length=13)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                ],
                options={
                    'constraints': [models.CheckConstraint(condition=models.Q(('kind__in', ['CITY_OFFICE', 'PROVINCE_OFFICE', 'MINISTRY', 'RECEIVING_OFFICE', 'PARTNER', 'FINANCE_OFFICE', 'OBSERVER'])), name='agency_kind_is_known')],
                },
            ),
            migrations.CreateModel(
                name='User',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('password', models.CharField(max_length=128, verbose_name='password')),
                    ('code', models.CharField(max_length=64, unique=True)),
                    ('name', models.CharField(max_length=200)),
                    ('email', models.EmailField(blank=True, max_length=254)),
                    ('is_active', models.BooleanField(default=True)),
                    ('language', models.CharField(default='id', max_length=2)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('agency', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='accounts.agency')),
                ],
                options={
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='FirstCode',
                fields=[
                    ('user', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, primary_key=True, related_name='+', serialize=False, to=settings.AUTH_USER_MODEL)),
                    ('digest', models.BinaryField(max_length=32)),
                    ('expires_at', models.DateTimeField()),
                ],
            ),
            migrations.CreateModel(
                name='RoleChange',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('happened_on', models.DateField()),
                    ('recorded_at', models.DateTimeField()),
                    ('role', models.CharField(max_length=32)),
                    ('event', models.CharField(max_length=32)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['user', 'role', '-happened_on', '-act'], name='accounts_role_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('role__in', ['REGISTRAR', 'CASE_WORKER', 'COORDINATOR', 'HEAD', 'MINISTRY_REVIEWER', 'PARTNER_WORKER', 'RECEIVING_OFFICER', 'TREASURER', 'APPROVER', 'OBSERVER', 'DATA_PROTECTION', 'ADMINISTRATOR'])), name='role_is_known'), models.CheckConstraint(condition=models.Q(('event__in', ['GIVEN', 'ENDED'])), name='role_event_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Session',
                fields=[
                    ('session_key', models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name='session key')),
                    ('session_data', models.TextField(verbose_name='session data')),
                    ('expire_date', models.DateTimeField(db_index=True, verbose_name='expire date')),
                    ('begun_at', models.DateTimeField()),
                    ('browser', models.CharField(blank=True, max_length=200)),
                    ('user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'verbose_name': 'session',
                    'verbose_name_plural': 'sessions',
                    'abstract': False,
                },
            ),
            migrations.CreateModel(
                name='SignIn',
                fields=[
                    ('id', models.BigAutoField(primary_key=True, serialize=False)),
                    ('event', models.CharField(max_length=32)),
                    ('way', models.CharField(blank=True, max_length=32)),
                    ('recorded_at', models.DateTimeField()),
                    ('address', models.GenericIPAddressField(null=True)),
                    ('browser', models.CharField(blank=True, max_length=200)),
                    ('by', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                    ('user', models.ForeignKey(db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
                options={
                    'indexes': [models.Index(fields=['user', '-id'], name='accounts_signin_latest')],
                    'constraints': [models.CheckConstraint(condition=models.Q(('event__in', ['SIGNED_IN', 'REFUSED', 'LOCKED', 'CONFIRMED', 'CONFIRM_REFUSED', 'SIGNED_OUT', 'ENDED_EVERYWHERE', 'PASSWORD_CHANGED', 'FIRST_CODE_GIVEN', 'FACTOR_ADDED', 'FACTOR_REMOVED', 'CODES_DRAWN'])), name='sign_in_event_is_known')],
                },
            ),
            migrations.CreateModel(
                name='Token',
                fields=[
                    ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                    ('name', models.CharField(max_length=80)),
                    ('digest', models.BinaryField(max_length=32, unique=True)),
                    ('scopes', models.JSONField(default=list)),
                    ('expires_at', models.DateTimeField()),
                    ('revoked_at', models.DateTimeField(null=True)),
                    ('act', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='audit.act')),
                    ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ],
            ),
        ),
    ]
