"""Into which files `scrapy crawl A B -O FILE` may write: the decision of ``objection_to``.

Every edition has an exporter of its own. Lines of several can follow each other in one file; an
array or a table has a beginning and an end of its own, and each would overwrite the one before.
"""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any, ClassVar

from scrapy import Spider
from scrapy.extensions.feedexport import FileFeedStorage

LINES = frozenset({"jsonl", "jsonlines", "jl"})
STDOUT = "stdout:"


def objection_to(target: str, options: Mapping[str, Any], editions: int) -> str:
    """Why ``target`` cannot take the articles of so many editions; "" if it can."""
    if target != STDOUT and "://" not in target:
        folder = Path(target).absolute().parent
        if not folder.is_dir():
            return f"-O {target}: the folder {folder} does not exist"
        if Path(target).is_dir() or not os.access(folder, os.W_OK):
            return f"-O {target}: cannot be written; name a file in a folder of yours"
    kind = options.get("format", "")
    if editions > 1 and kind not in LINES and "%(name)s" not in target:
        each = f"'%(name)s.{kind}' for a file each"
        return f"-O {target}: a {kind} file holds one edition; write .jsonl, or {each}"
    return ""


class SharedFile(FileFeedStorage):
    """Scrapy's, for several editions of one run: the first begins the file, the others go on."""

    _begun: ClassVar[set[str]] = set()

    def open(self, spider: Spider) -> IO[bytes]:
        if self.path in self._begun:
            self.write_mode = "ab"
        self._begun.add(self.path)
        super().open(spider).close()
        # Each line leaves at once and whole, or those of two editions would end up in each other.
        return Path(self.path).open("ab", buffering=0)
