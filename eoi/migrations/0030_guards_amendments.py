from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("eoi", "0029_amendments")]

    operations: list = []
