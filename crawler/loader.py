"""The spider loader: one spider for each edition of the outlet files."""

import builtins
import sys
from pathlib import Path

from scrapy import Request, Spider
from scrapy.settings import BaseSettings

from crawler.identity import address_of
from crawler.outlet import HERE, Edition, load_outlets
from crawler.spiders.edition import EditionSpider
from storage.settings_file import ConfigError, did_you_mean


def outlets_folder(settings: BaseSettings) -> Path:
    """Where outlets/ and families/ are: the setting OUTLETS_FOLDER, or ours.

    Raises ConfigError if there are no outlets.
    """
    given = settings["OUTLETS_FOLDER"]
    if given and not (Path(given) / "outlets").is_dir():
        raise ConfigError(
            f"OUTLETS_FOLDER={given}: has no folder 'outlets' with a file a publisher"
        )
    return Path(given) if given else HERE


class EditionLoader:
    """Scrapy's SpiderLoaderProtocol over ``load_outlets``."""

    def __init__(self, editions: dict[str, Edition]) -> None:
        self._editions = editions

    @classmethod
    def from_settings(cls, settings: BaseSettings) -> "EditionLoader":
        try:
            return cls(load_outlets(outlets_folder(settings)))
        except ConfigError as error:
            # Scrapy would print a traceback of its own machinery around this one line.
            print(f"scrapy: {error}", file=sys.stderr)
            raise SystemExit(2) from None

    def load(self, spider_name: str) -> type[Spider]:
        edition = self._editions.get(spider_name)
        if edition is None:
            hint = did_you_mean(spider_name, self.list()) or "; `scrapy list` shows them"
            raise KeyError(f"there is no edition '{spider_name}'{hint}")
        name = "".join(part.capitalize() for part in spider_name.split("_")) + "Spider"
        attributes = {"name": spider_name, "edition": edition, "__module__": __name__}
        return type(name, (EditionSpider,), attributes)

    def list(self) -> builtins.list[str]:
        return sorted(self._editions)

    def find_by_request(self, request: Request) -> builtins.list[str]:
        try:
            return sorted(
                name
                for name, edition in self._editions.items()
                if edition.is_article(address_of(request.url, edition))
            )
        except ValueError:  # a file, for `scrapy shell`
            return []
