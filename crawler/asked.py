"""Asked: which list of an edition a request is about."""

from dataclasses import dataclass

from crawler.outlet_file import Source

Chain = tuple[Source, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A page of the source ``chain[step]``, or a sitemap that the source's index leads to."""

    url: str
    chain: Chain
    step: int = 0
    page: int = 0  # counted from 0
    above: tuple[str, ...] = ()  # the indexes of sitemaps that led here, the outermost first

    @property
    def source(self) -> Source:
        return self.chain[self.step]
