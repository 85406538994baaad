"""Unpacks what an outlet has packed itself: sitemaps that are gzip files, whatever their name."""

import zlib

from crawler.candidate import Unreadable

GZIP = b"\x1f\x8b"
# As much as an answer may have (DOWNLOAD_MAXSIZE in crawler/settings.py); 8 KB can hold 8 MB.
MOST_BYTES = 8 * 1024 * 1024


def unpacked(body: bytes) -> bytes:
    """``body`` itself if it is no gzip file.

    Raises Unreadable if more than MOST_BYTES come out, or the file is damaged or cut off.
    """
    if not body.startswith(GZIP):
        return body
    unpacker = zlib.decompressobj(wbits=zlib.MAX_WBITS | 16)
    try:
        found = unpacker.decompress(body, MOST_BYTES)
    except zlib.error as error:
        raise Unreadable(f"a damaged gzip file: {error}") from None
    if unpacker.unconsumed_tail:
        raise Unreadable("larger than 8 MB when unpacked")
    if not unpacker.eof:
        raise Unreadable("a gzip file that is cut off")
    return found
