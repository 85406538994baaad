"""A hard limit on the time that one page may cost.

trafilatura was measured at 89 CPU seconds on 5 MB of links; nothing inside it can be asked to stop.
"""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

# Seconds that reading one page or one source may take, while all hosts of the process wait. A real
# page takes 0.04 s, the slowest of 729 took 0.6 s (measured). Of the processor's time: where other
# programs keep it busy, a page that costs little may take long.
PAGE_SECONDS = 5.0


class _Alarm(BaseException):
    """Not an Exception: libraries that swallow those must not swallow this."""


class TooSlow(Exception):
    """The work was stopped at its limit."""


@contextmanager
def time_limit(seconds: float) -> Iterator[None]:
    """Raises TooSlow in the block after ``seconds`` of this process's CPU time. Main thread only,
    not nested."""
    if threading.current_thread() is not threading.main_thread():
        raise RuntimeError("time_limit works in the main thread only: signals arrive there")

    def ring(_number: int, _frame: FrameType | None) -> None:
        raise _Alarm

    before = signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    try:
        yield
    except _Alarm:
        raise TooSlow(f"stopped after {seconds:g} s") from None
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.signal(signal.SIGPROF, before)
