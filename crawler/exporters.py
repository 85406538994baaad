"""What ``scrapy crawl NAME -O out.jsonl`` writes."""

from typing import IO, Any

from scrapy.exporters import BaseItemExporter

from crawler.lines import as_line, judged_object
from storage.records import Article


class ArticleLines(BaseItemExporter):
    """Scrapy's own exporter drops the zone of every date and writes the page's bytes."""

    def __init__(self, file: IO[bytes], **options: Any) -> None:
        super().__init__(**options, dont_fail=True)
        self._file = file

    def export_item(self, item: Article) -> None:
        self._file.write(f"{as_line(judged_object(item))}\n".encode())
