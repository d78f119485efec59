"""Puts a look at a list into its index at once: what waits beside it is read through whenever she asks who looked."""

import django.contrib.postgres.indexes
from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("audit", "0002_find_looks_at_a_whole_programme")]

    operations = [
        migrations.SeparateDatabaseAndState(
            database_operations=[  # in place: the index of a large book would take minutes to make anew
                migrations.RunSQL(
                    "ALTER INDEX audit_look_cases SET (fastupdate = off);"
                    " SELECT gin_clean_pending_list('audit_look_cases')",
                    "ALTER INDEX audit_look_cases RESET (fastupdate)",
                )
            ],
            state_operations=[
                migrations.RemoveIndex(model_name="look", name="audit_look_cases"),
                migrations.AddIndex(
                    model_name="look",
                    index=django.contrib.postgres.indexes.GinIndex(
                        fastupdate=False, fields=["cases"], name="audit_look_cases"
                    ),
                ),
            ],
        )
    ]
