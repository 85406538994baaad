"""What every test has: the checkout's root, a database of its own, the demo's clock."""

import os
import signal
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from storage.store import Store

# Tests may start whole programs, which no socket guard of pytest reaches: whatever they crawl, they
# ask this closed port of this machine unless the test serves the outlets itself.
LOOPBACK = "VNKZ_LOOPBACK_OUTLETS"
os.environ[LOOPBACK] = "127.0.0.1:9"

# What a shell runs in the background ignores Ctrl-C, and so would every program that a test starts.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)

ROOT = Path(__file__).parent.parent
SHARED = ROOT.parent / "shared"


@pytest.fixture
def root() -> Path:
    return ROOT


@pytest.fixture
def shared() -> Path:
    """Evaluation material that stands beside the checkout where it is worked on."""
    if not SHARED.is_dir():
        pytest.skip("no evaluation material beside this checkout")
    return SHARED


@pytest.fixture
def now() -> datetime:
    return datetime(2026, 11, 22, 2, 0, tzinfo=UTC)


@pytest.fixture
def database(tmp_path: Path) -> str:
    return f"sqlite:///{tmp_path / 'test.sqlite3'}"


@pytest.fixture
def store(database: str) -> Iterator[Store]:
    opened = Store.open(database)
    yield opened
    opened.close()
