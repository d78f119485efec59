"""A no that takes as long whatever was found on the way, so that its time tells nothing."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

NO_TAKES_S: Final = 0.025  # a hundred times what looking one number up takes


@contextmanager
def unhurried(no: type[Exception]) -> Iterator[None]:
    """This will let a no (an error of that kind) go out no sooner than `NO_TAKES_S`; a yes goes out at once."""
    began = time.monotonic()
    try:
        yield
    except no:
        time.sleep(max(0.0, began + NO_TAKES_S - time.monotonic()))
        raise
