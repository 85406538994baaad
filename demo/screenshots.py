"""`make screenshots`: the demo's digest as a phone shows it, for the README. Needs Chromium."""

import shutil
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright
from rich.console import Console

from demo.run import run

DOCS = Path(__file__).parent.parent / "docs"
WIDTH, HEIGHT = 375, 1180  # CSS pixels of a common phone, and so much of the digest as it shows


def main() -> int:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if not chromium:
        print("screenshots: Chromium is not on the search path; install it", file=sys.stderr)
        return 1
    DOCS.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        code = run(Path(folder), Console(), more=False)
        if code == 0:
            for scheme in ("light", "dark"):
                photograph(chromium, Path(folder) / "digest.html", scheme)
    return code


def photograph(chromium: str, page: Path, scheme: str) -> None:
    """Writes docs/digest-SCHEME.png."""
    with sync_playwright() as playwright:
        # --no-sandbox: Chromium refuses to start as root, as in most containers, without it.
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        window = browser.new_page(
            viewport={"width": WIDTH, "height": HEIGHT},
            color_scheme="dark" if scheme == "dark" else "light",
            device_scale_factor=2,
        )
        window.goto(page.as_uri())
        window.screenshot(path=DOCS / f"digest-{scheme}.png")
        browser.close()


if __name__ == "__main__":
    sys.exit(main())
