"""For a server of the staff pages: `gunicorn custodiet.web.wsgi:application`."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "custodiet.settings")
application = get_wsgi_application()
