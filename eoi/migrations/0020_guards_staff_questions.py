from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("eoi", "0019_staff_questions")]

    operations = []
