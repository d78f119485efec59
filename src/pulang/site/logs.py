"""What a log line looks like: one line each, in UTC, and nothing in it can pass for another line or colour a screen."""

import json
import logging
from datetime import UTC, datetime


class OneLine(logging.Formatter):
    """`2019-03-03T04:00:00.000Z WARNING django.request "Not Found: /x/"`; a trace follows in the same quotes."""

    def format(self, record: logging.LogRecord) -> str:
        """This will write a record as one line whose text is a JSON string."""
        at = datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
        said = record.getMessage()
        if record.exc_info:
            said = f"{said}\n{self.formatException(record.exc_info)}"
        return f"{at} {record.levelname} {record.name} {json.dumps(said)}"
