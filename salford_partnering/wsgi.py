"""The web server's way in."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "salford_partnering.settings")
application = get_wsgi_application()

from .startup import refuse_unsafe_start  # noqa: E402 — it asks the models, which the line above loads

refuse_unsafe_start()
