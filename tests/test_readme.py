"""Every command of the README, run as a newcomer would run it, against the demo outlets."""

import json
import re
import shlex
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from demo.server import DemoSites, load_articles, serving
from tests.conftest import LOOPBACK, ROOT
from tests.crawling import environment

README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line
    for block in re.findall(r"^```sh\n(.*?)^```", README, flags=re.M | re.S)
    for line in block.splitlines()
]
# `make` would install, and `make test` would run this test: their targets are run by .ci/run, and
# what `make demo` starts by tests/test_end_to_end.py. Here only that make knows what to do.
MAKE = [command for command in COMMANDS if command.startswith("make ")]
OURS = [command for command in COMMANDS if command.startswith(".venv/bin/")]
SHELL = [command for command in COMMANDS if command.startswith("cp ")]
SERVICE = ".venv/bin/digest run"
# The made articles are older than today by the time anybody runs this, and an edition reads back
# for thirty days: a crawl "now" would find nothing to read. One page an edition is enough.
MADE = ["-a", "since=2026-11-01", "-a", "limit=1"]
PACE = ["-s", "DOWNLOAD_DELAY=0.05"]  # the demo's servers are ours


def test_no_command_is_left_out() -> None:
    assert sorted([*MAKE, *OURS, *SHELL]) == sorted(COMMANDS)
    assert len(OURS) >= 12


@pytest.mark.parametrize("command", MAKE)
def test_make_knows_its_targets(command: str) -> None:
    dry = subprocess.run(
        [*shlex.split(command), "--dry-run"], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert dry.returncode == 0, dry.stderr


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, dict[str, str]]]:
    """A folder as the set-up leaves it, with outlets that answer, and the environment for it."""
    folder = tmp_path_factory.mktemp("readme")
    for name in ("scrapy.cfg", "digest.example.toml"):
        shutil.copy(ROOT / name, folder)
    sites = DemoSites()
    article = next(one for one in load_articles() if one.key == "wheat-vns")
    answer, _ = sites.answer("vietnamnews.vn", article.url.removeprefix("https://vietnamnews.vn"))
    (folder / "page.html").write_bytes(answer.body)
    line = {"id": "one", "title": article.title, "text": article.text, "date": "2026-11-19"}
    (folder / "articles.jsonl").write_text(json.dumps(line), encoding="utf-8")
    with serving(sites) as address:
        yield folder, environment() | {LOOPBACK: address, "PYTHONPATH": str(ROOT)}


def test_the_set_up_and_then_every_command(place: tuple[Path, dict[str, str]]) -> None:
    """In the README's order: what comes later needs what came before."""
    folder, env = place
    for command in COMMANDS:
        if command in MAKE or command == SERVICE:
            continue
        if command in SHELL:
            subprocess.run(shlex.split(command), cwd=folder, check=True)
            use_a_folder(folder / "digest.toml")
            continue
        done = subprocess.run(
            words(command), cwd=folder, env=env, capture_output=True, text=True, check=False
        )
        # 1 is an honest answer of these two: something is wrong; nothing was found.
        fine = (0, 1) if re.search("digest (status|search)", command) else (0,)
        assert done.returncode in fine, (command, done)
        assert "Traceback" not in done.stderr, (command, done.stderr)
        assert done.stdout or done.stderr, command
    assert (folder / "out.jsonl").read_text(encoding="utf-8").count("\n") > 0


def words(command: str) -> list[str]:
    program, *rest = shlex.split(command)
    extra = MADE if "scrapy crawl" in command and "since=" not in command else []
    if "crawlall" in command:  # the demo serves these only
        extra = [*extra, "hanoitimes", "kaziss", "vietnamtimes", "vns", "vovworld"]
    if "genspider" in command:
        extra = ["--folder", "."]  # not among the outlets that we ship
    pace = PACE if Path(program).name == "scrapy" else []
    return [sys.executable, "-m", Path(program).name, *rest, *extra, *pace]


def use_a_folder(config: Path) -> None:
    """The example's mail server is nobody's; files are the other channel it names."""
    text = config.read_text(encoding="utf-8")
    changed = text.replace('kind = "smtp"', 'kind = "folder"')
    assert changed != text
    config.write_text(changed, encoding="utf-8")


def test_the_service_starts_and_stops(place: tuple[Path, dict[str, str]], tmp_path: Path) -> None:
    folder, env = place
    shutil.copy(ROOT / "digest.example.toml", tmp_path / "digest.toml")
    shutil.copy(folder / "scrapy.cfg", tmp_path)
    use_a_folder(tmp_path / "digest.toml")
    log = tmp_path / "log"
    with log.open("w") as file:
        service = subprocess.Popen(words(SERVICE), cwd=tmp_path, env=env, stdout=file, stderr=file)
    deadline = time.monotonic() + 60
    while "next digest" not in log.read_text() and time.monotonic() < deadline:
        time.sleep(0.1)
    service.send_signal(signal.SIGTERM)
    assert service.wait(timeout=60) == 0, log.read_text()
    assert "next digest" in log.read_text()
    assert "Traceback" not in log.read_text()


def test_the_picture_is_there() -> None:
    for picture in re.findall(r'src="([^"]+\.png)"', README):
        assert (ROOT / picture).stat().st_size > 10_000


def test_no_password_is_asked_for_in_a_file() -> None:
    assert "VNKZ_SMTP_PASSWORD" in README
    assert "password =" not in (ROOT / "digest.example.toml").read_text(encoding="utf-8")
