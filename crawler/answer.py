"""What came back from one address that was asked by hand."""

from dataclasses import dataclass

from crawler.trouble import NONE, Trouble


@dataclass(frozen=True, slots=True)
class Answer:
    """``url`` is where it was found in the end; with ``trouble`` other than NONE nothing usable
    came. ``body`` is then what a wall or an error page said."""

    asked: str
    url: str
    body: bytes = b""
    status: int = 0  # 0: no answer
    content_type: str = ""
    trouble: Trouble = NONE
    hops: tuple[str, ...] = ()  # addresses that sent us on

    @property
    def came(self) -> bool:
        return self.trouble is NONE
