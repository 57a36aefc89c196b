from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("eoi", "0037_scope")]

    operations: list = []
