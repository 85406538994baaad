"""The limit on what one page may cost counts work, not waiting."""

import time

import pytest

from crawler.limits import TooSlow, time_limit


def test_work_without_end_is_stopped_even_where_errors_are_swallowed() -> None:
    def work() -> None:
        while True:
            try:
                sum(range(1000))
            except Exception:  # noqa: S112 - as libraries do
                continue

    with pytest.raises(TooSlow, match=r"stopped after 0\.1 s"), time_limit(0.1):
        work()


def test_waiting_for_other_programs_costs_nothing() -> None:
    with time_limit(0.1):
        time.sleep(0.3)
    deadline = time.process_time() + 0.2
    while time.process_time() < deadline:  # nothing rings later
        sum(range(1000))
