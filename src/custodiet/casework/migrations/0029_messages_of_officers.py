"""An officer's messages to the appropriate authority, beside the parts of a response."""

from django.db import migrations, models

PARTS = [
    ("STATEMENT", "Statement to the investigator"),
    ("MITIGATION", "Mitigation"),
    ("OBJECTIONS", "Objections to whoever decides"),
    ("LAW", "Points of law"),
    ("DISPUTED", "Documents in dispute, and why"),
    ("RELIED_ON", "Documents relied on"),
    ("WITNESSES", "Witnesses proposed, and what each can say"),
    ("MESSAGE", "Messages to the appropriate authority"),
]


class Migration(migrations.Migration):
    dependencies = [("casework", "0028_retention")]

    operations = [
        migrations.AlterField(model_name="responsepoint", name="part", field=models.CharField(choices=PARTS, max_length=30)),
    ]
