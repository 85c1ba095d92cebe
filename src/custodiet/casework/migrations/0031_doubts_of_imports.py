"""What the records knew better of a row of an extract is a row of its own: written once, and not with every case that comes in after it."""

import django.db.models.deletion
from django.db import migrations, models


def to_rows(apps, schema_editor):
    """Each doubt that stood in a list becomes a row."""
    here = schema_editor.connection.alias
    doubt = apps.get_model("casework", "ImportDoubt")
    for row in apps.get_model("casework", "CaseImport").objects.using(here).order_by("pk"):
        doubt.objects.using(here).bulk_create(doubt(of=row, table=table, number=number, why=why) for table, number, why in row.doubts)


def to_lists(apps, schema_editor):
    """And back."""
    for row in apps.get_model("casework", "CaseImport").objects.using(schema_editor.connection.alias).order_by("pk"):
        row.doubts = [[each.table, each.number, each.why] for each in row.told.order_by("pk")]
        row.save(update_fields=["doubts"])


class Migration(migrations.Migration):
    """A table of doubts in place of a list in each import."""

    dependencies = [
        ("casework", "0030_imports_of_cases"),
    ]

    operations = [
        migrations.CreateModel(
            name="ImportDoubt",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("table", models.CharField(max_length=20)),
                ("number", models.PositiveIntegerField()),
                ("why", models.TextField()),
                (
                    "of",
                    models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name="told", to="casework.caseimport"),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.RunPython(to_rows, to_lists),
        migrations.RemoveField(
            model_name="caseimport",
            name="doubts",
        ),
    ]
