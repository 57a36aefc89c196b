from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("eoi", "0020_guards_staff_questions")]

    operations = []
