"""`python -m tests.strangers FOLDER` writes the made pages there, to be looked at in a browser."""

import sys
from pathlib import Path

from tests.strangers.pages import load_strangers, page_of

if len(sys.argv) != 2:
    sys.exit("usage: python -m tests.strangers FOLDER")
folder = Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
for name, stranger in load_strangers().items():
    (folder / f"{name}.html").write_bytes(page_of(stranger))
print(f"{folder}: {len(load_strangers())} pages")
