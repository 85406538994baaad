"""newspaper4k and news-please on pages of a folder, by the Python of their own environment.

`python others.py PROGRAM FOLDER` prints a JSON object: CPU seconds, pages read and not.
Extraction only: no image is asked for, and nothing can be, for there are no sockets.
"""

import json
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path

import newspaper
from newsplease import NewsPlease

URL = "https://bench.example/post.html"


def _refused(*_args: object, **_more: object) -> None:
    raise OSError("the bench asks nobody")


def newspaper4k(html: str) -> str:
    article = newspaper.Article(URL, fetch_images=False)
    article.download(input_html=html)
    article.parse()
    return str(article.text)


def news_please(html: str) -> str:
    return str(NewsPlease.from_html(html, url=URL, fetch_images=False).maintext or "")


def measured(read: Callable[[str], str], pages: list[str]) -> dict[str, object]:
    """CPU seconds of the pages that it could read."""
    seconds, failed = 0.0, 0
    for page in pages:
        began = time.process_time()
        try:
            read(page)
        except Exception:
            failed += 1  # a language for which it wants another package
        else:
            seconds += time.process_time() - began
    return {"seconds": seconds, "pages": len(pages) - failed, "failed": failed}


PROGRAMS = {"newspaper4k": newspaper4k, "news-please": news_please}

if __name__ == "__main__":
    setattr(socket.socket, "connect", _refused)  # noqa: B010
    setattr(socket, "getaddrinfo", _refused)  # noqa: B010
    bodies = [path.read_bytes() for path in sorted(Path(sys.argv[2]).glob("*.html"))]
    texts = [body.decode("utf-8", "replace") for body in bodies]
    print(json.dumps(measured(PROGRAMS[sys.argv[1]], texts)))
