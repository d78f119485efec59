"""One process of a pass over every case: it judges the cases between two keys and says how many stand where.

Run as `python -m pulang.doors.jobs.bench.share FIRST LAST DAY`; starts when a line comes in, so that its own
start-up is not measured.
"""

import json
import resource
import sys
from collections import Counter
from datetime import date
from uuid import UUID

import django

from pulang.doors.jobs.bench.population import copied_rows


def main() -> None:
    """This will judge one share of the cases and print the counts by stage."""
    first, last, day = UUID(sys.argv[1]), UUID(sys.argv[2]), date.fromisoformat(sys.argv[3])
    django.setup()
    from django.db import connection  # noqa: PLC0415 - only once Django is set up

    from pulang.areas.accounts.facts import SYSTEM  # noqa: PLC0415
    from pulang.areas.boards import queries as boards  # noqa: PLC0415
    from pulang.areas.readiness import queries as readiness  # noqa: PLC0415
    from pulang.areas.readiness.assessment import assess_line  # noqa: PLC0415
    from pulang.flows.standing import looking  # noqa: PLC0415
    from pulang.kernel.moments import moment  # noqa: PLC0415

    connection.ensure_connection()
    procedure = readiness.procedure("locality-closure")
    print("ready", flush=True)
    sys.stdin.readline()
    situations: Counter[str] = Counter()
    with looking(SYSTEM, day=day):
        for row in copied_rows(boards.stream_lines(moment(day), first=first, last=last)):
            situations[row[1]] += 1
    stages: Counter[str] = Counter()
    for line, cases in situations.items():
        stages[assess_line(line, procedure).stage.value] += cases
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    json.dump({"stages": stages, "situations": len(situations), "peak_bytes": peak}, sys.stdout)


if __name__ == "__main__":
    main()
