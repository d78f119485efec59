"""The clock. Only doors may read it; everything below is told what time it is."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

from pulang.kernel.moments import local_day


def now() -> datetime:
    """This will give the instant it is; with PULANG_TODAY set, that day at the present time of day."""
    real = datetime.now(ZoneInfo(settings.TIME_ZONE))  # noqa: TID251 - this is the one place
    fixed = settings.PULANG_TODAY
    if not fixed:
        return real
    return datetime.combine(date.fromisoformat(fixed), real.timetz())


def real() -> datetime:
    """This will give the instant it really is, whatever day a demo stands on: for sessions, limits and codes."""
    return datetime.now(ZoneInfo(settings.TIME_ZONE))  # noqa: TID251 - as above


def latest() -> datetime:
    """This will give the last instant an act of a file may have been recorded at: soon, by the real clock.

    A day is left for machines whose clocks differ. PULANG_TODAY is no bound: a demo stands on one day and holds
    what a second programme did later.
    """
    return real() + timedelta(days=1)


def today(zone: str | None = None) -> date:
    """This will give the day it is in a time zone, the installation's unless said."""
    return local_day(now(), zone or settings.TIME_ZONE)
