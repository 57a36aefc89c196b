from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("eoi", "0028_guards_advert_changes")]

    operations: list = []
