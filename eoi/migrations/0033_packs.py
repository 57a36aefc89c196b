from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("eoi", "0032_guards_clarifications")]

    operations: list = []
