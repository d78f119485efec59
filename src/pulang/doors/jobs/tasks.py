"""What the worker does by the clock."""

import logging

from procrastinate.contrib.django import app

from pulang.flows.assessing import refresh_due
from pulang.storage import clock

_LOG = logging.getLogger(__name__)


@app.periodic(cron="7 * * * *")
@app.task(queueing_lock="refresh-answers")
def refresh_answers(timestamp: int) -> int:
    """This will refresh the answers that time alone has changed: a consent that ran out, a waiver that ended.

    Every hour rather than once a night, because midnight comes three times in Indonesia and a missed night
    would leave a wrong answer for a day.
    """
    done = refresh_due(day=clock.today())
    if done:
        _LOG.warning("%s stored answers refreshed in the hour of %s", done, timestamp)
    return done
