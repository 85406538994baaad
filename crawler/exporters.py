"""What ``scrapy crawl NAME -O out.jsonl`` and ``-O out.json`` write.

Scrapy's own exporters drop the zone of every date and write the page's bytes.
"""

from typing import IO, Any

from scrapy.exporters import BaseItemExporter

from crawler.lines import as_line, judged_object
from storage.records import Article


class ArticleLines(BaseItemExporter):
    """One object a line."""

    def __init__(self, file: IO[bytes], **options: Any) -> None:
        super().__init__(**options, dont_fail=True)
        self._file = file

    def export_item(self, item: Article) -> None:
        self._file.write(f"{as_line(judged_object(item))}\n".encode())


class ArticleArray(ArticleLines):
    """One array of the same objects, a line each."""

    def __init__(self, file: IO[bytes], **options: Any) -> None:
        super().__init__(file, **options)
        self._before = b"[\n"

    def export_item(self, item: Article) -> None:
        self._file.write(self._before + as_line(judged_object(item)).encode())
        self._before = b",\n"

    def finish_exporting(self) -> None:
        self._file.write(b"\n]\n" if self._before != b"[\n" else b"[]\n")
