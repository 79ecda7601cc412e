"""What a web worker runs."""

import gc
import os

from django.core.wsgi import get_wsgi_application

# A request makes some ten thousand objects, which go with it: looking for cycles among them after
# every seven hundred, and among all that was loaded now and then, is a tenth of a page's cost.
YOUNG, OLDER = 20_000, 50


def settle() -> None:
    """Leaves what is loaded by now out of every later search for garbage."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(YOUNG, OLDER, OLDER)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
application = get_wsgi_application()
settle()
