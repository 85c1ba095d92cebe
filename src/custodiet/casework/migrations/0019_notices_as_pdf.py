"""A published notice as PDF beside its page, with the digest of its bytes."""

from django.db import migrations, models

from custodiet.casework import triggers


class Migration(migrations.Migration):
    """Ends with the triggers, because SQLite rebuilds the table and because the new columns never change either."""

    dependencies = [
        ("casework", "0018_people_are_reached"),
    ]

    operations = [
        migrations.AddField(
            model_name="publishedoutcome",
            name="pdf",
            field=models.BinaryField(default=b""),
        ),
        migrations.AddField(
            model_name="publishedoutcome",
            name="pdf_digest",
            field=models.CharField(blank=True, default="", max_length=64),
        ),
        migrations.RunPython(triggers.install, migrations.RunPython.noop),
    ]
