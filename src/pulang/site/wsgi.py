"""What gunicorn serves."""

import gc
import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pulang.site.settings")
application = get_wsgi_application()
gc.collect()
gc.set_threshold(10_000)  # a page makes some thousands of things, and they go with it: less often is enough
gc.freeze()  # what was loaded stays: looking through all of it now and then would hold up a page for 100 ms
