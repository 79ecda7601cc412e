"""A process of its own that uses the verbs: commands come in as lines of JSON, answers go out as such.

`python -m tests.races.rival` with the environment of a service. It is a program, not a test; what it can do
stands in `does`, a file for each subject.
"""

import json
import sys
from collections.abc import Callable
from io import StringIO
from typing import Any

import django

# Before anything of ours is imported: models exist only in a Django that is set up.
django.setup()

from django.core.management import call_command  # noqa: E402

from booking.actions.bookings import Absent, Refused, Stale  # noqa: E402
from booking.actions.courses import Full  # noqa: E402
from booking.actions.displacements import Unseen  # noqa: E402
from booking.actions.invitations import NotUsable  # noqa: E402
from booking.actions.lottery import Untimely  # noqa: E402
from tests.races.does.bookings import OF_BOOKINGS  # noqa: E402
from tests.races.does.consents import OF_CONSENTS  # noqa: E402
from tests.races.does.courses import OF_COURSES  # noqa: E402
from tests.races.does.fees import OF_FEES  # noqa: E402
from tests.races.does.groups import OF_GROUPS  # noqa: E402
from tests.races.does.halls import OF_HALLS  # noqa: E402
from tests.races.does.lottery import OF_LOTTERY  # noqa: E402
from tests.races.does.mail import OF_MAIL  # noqa: E402
from tests.races.does.people import OF_PEOPLE  # noqa: E402
from tests.races.does.series import OF_SERIES  # noqa: E402


def _back_up(file: str) -> None:
    call_command("backup", file, stdout=StringIO())


COMMANDS: dict[str, Callable[..., Any]] = {
    **OF_BOOKINGS,
    **OF_CONSENTS,
    **OF_COURSES,
    **OF_FEES,
    **OF_GROUPS,
    **OF_HALLS,
    **OF_LOTTERY,
    **OF_MAIL,
    **OF_PEOPLE,
    **OF_SERIES,
    "back_up": _back_up,
}


def answer(command: str, given: dict[str, Any]) -> dict[str, Any]:
    try:
        return {"done": COMMANDS[command](**given)}
    except Refused as refused:
        return {"refused": sorted(reason.code for reason in refused.verdict.broken)}
    except Stale:
        return {"stale": True}
    except Full:
        return {"full": True}
    except Absent:
        return {"absent": True}
    except NotUsable as unusable:
        return {"not usable": unusable.why}
    except Untimely:
        return {"untimely": True}
    except Unseen:
        return {"unseen": True}


if __name__ == "__main__":
    for line in sys.stdin:
        command, given = json.loads(line)
        print(json.dumps(answer(command, given)), flush=True)  # this is how it answers
