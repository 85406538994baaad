"""How a command ends whose lines nobody reads on (`| head`): quietly, as a shell would say."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager

READER_LEFT = 141  # 128 + SIGPIPE, as in `digest`


@contextmanager
def while_read() -> Iterator[None]:
    try:
        yield
        sys.stdout.flush()
    except BrokenPipeError:
        # Python would complain once more at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise SystemExit(READER_LEFT) from None
