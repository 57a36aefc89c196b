from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("eoi", "0008_preparation")]

    operations = []
