"""Scrapy with trafilatura in the callback: what one would write first."""

from scrapy.http import Response
from trafilatura import bare_extraction

from demo.bench.bare_spider import BareSpider


class InlineSpider(BareSpider):
    name = "inline"

    def parse(self, response: Response) -> None:
        super().parse(response)
        bare_extraction(response.body, with_metadata=True)
