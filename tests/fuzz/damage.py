"""What can happen to a page on its way, and what people write who mean harm. Chance by a seed."""

import random
from collections.abc import Callable

# Of each: what opens it, and what a careless or malicious page repeats.
CHUNKS = (
    b"<", b">", b"</", b"</div>", b"</p>", b"</body>", b"</html>", b"<table>", b"<tr><td>",
    b"<svg>", b"<!--", b"-->", b"<![CDATA[", b"]]>", b"<?xml version='1.0' encoding='utf-16'?>",
    b"<script>", b"</script>", b"<style>", b"<title>", b"<h1>", b"<textarea>", b"<noscript>",
    b"<template>", b"<frameset>", b"<plaintext>", b"<math><mi>", b"<form>", b"<button>",
    b"<a href='http://[::1/'>", b"<base href='http://[/'>", b"<base href='javascript:x'>",
    b"<base href='https://other.example/a/'>", b"<link rel=canonical href='http://[::1/'>",
    b"<link rel=canonical href='//'>", b"<link rel=canonical href='\xff\xfe'>",
    b"<link rel='canonical' href='https://x.example:99999/'>", b"<meta charset=utf-7>",
    b"<meta charset=''>", b"<meta charset=utf-16le>", b"<meta charset=hex>",
    b"<meta http-equiv=content-type content='text/html; charset=windows-1258'>",
    b"<time datetime='2026-99-99T99:99:99+99:99'>", b"<time datetime='99999999-01-01'>",
    b"<meta property='article:published_time' content='0000-00-00T00:00:00Z'>",
    b"<meta property='article:published_time' content='&#xD800;'>",
    b"<meta property='og:title' content=''>", b"<meta name='date' content='32/13/2026 25:61'>",
    b"<meta name=author content='&#0;&#x202e;'>",
    b"<script type='application/ld+json'>{\"@type\":\"NewsArticle\",\"datePublished\":[1e999],",
    b"<script type='application/ld+json'>[[[[{"
    b"\"@graph\":[{\"@type\":[null,\"Article\"],\"headline\":{}",
    b"<script type='application/ld+json'>{\"@type\":\"Report\",\"author\":[{\"name\":[{\"name\""
    b":7}]},[[]],0],\"headline\":\"\\ud800\",\"datePublished\":\"\\udfff\",\"wordCount\":\"9e9\","
    b"\"articleBody\":[0]}</script>",
    b"\x00", b"\xff\xfe", b"\xed\xa0\x80", b"\xed\xbf\xbf", b"&#xD800;", b"&#0;", b"&#xFFFFFFFFF;",
    b"&#1114112;", b"&nbsp", b"&", b"&amp;lt;", b"\x1b$B", b"\xc2\xad", b"\xe2\x80\xae",
    b"\xf4\x90\x80\x80", b"\r", b"\x0c", b"\xcc\x88" * 40, b"x='", b"\"", b" = ",
    b"class='sidebar footer'", b"<p class=\"", b"<!DOCTYPE html [<!ENTITY a 'b'>]>",
)  # fmt: skip
CHARSETS = ("utf-16", "utf-16-be", "cp1251", "koi8-r", "cp1258", "gb18030", "shift_jis", "cp1252")
OPEN = (
    b"<div>",
    b"<b><i>",
    b"<ul><li>",
    b"<table><tr><td>",
    b"<font>",
    b"<a href=x>",
    b"<blockquote><p>",
)
Chance = random.Random
Damage = Callable[[bytes, Chance], bytes]


def damaged(page: bytes, chance: Chance) -> bytes:
    """One to six things happen to it, one after another."""
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        page = chance.choice(DAMAGES)(page, chance)
    return page


def _spot(page: bytes, chance: Chance) -> int:
    return chance.randrange(len(page) + 1)


def _span(page: bytes, chance: Chance) -> tuple[int, int]:
    start = _spot(page, chance)
    return start, min(len(page), start + int(len(page) * chance.random() ** 3))


def _tag(page: bytes, chance: Chance) -> int:
    """Where some tag begins."""
    found = page.find(b"<", _spot(page, chance))
    return max(found, 0)


def cut(page: bytes, chance: Chance) -> bytes:
    return page[: _spot(page, chance)]


def beheaded(page: bytes, chance: Chance) -> bytes:
    return page[_spot(page, chance) :]


def without(page: bytes, chance: Chance) -> bytes:
    start, end = _span(page, chance)
    return page[:start] + page[end:]


def doubled(page: bytes, chance: Chance) -> bytes:
    return page + page if chance.random() < 0.5 else page[: _spot(page, chance)] + page


def repeated(page: bytes, chance: Chance) -> bytes:
    start, end = _span(page, chance)
    times = chance.choice((2, 5, 40))
    return page[:end] + page[start:end][:400] * times + page[end:]


def swapped(page: bytes, chance: Chance) -> bytes:
    (a, b), (c, d) = sorted((_span(page, chance), _span(page, chance)))
    return page[:a] + page[c:d] + page[b:c] + page[a:b] + page[d:] if b <= c else page


def inserted(page: bytes, chance: Chance) -> bytes:
    for _ in range(chance.choice((1, 1, 4, 12))):
        spot = _tag(page, chance) if chance.random() < 0.5 else _spot(page, chance)
        page = page[:spot] + chance.choice(CHUNKS) + page[spot:]
    return page


def overwritten(page: bytes, chance: Chance) -> bytes:
    changed = bytearray(page)
    for _ in range(chance.choice((1, 10, 200)) if page else 0):
        changed[chance.randrange(len(page))] = chance.randrange(256)
    return bytes(changed)


def noisy(page: bytes, chance: Chance) -> bytes:
    spot = _spot(page, chance)
    return page[:spot] + chance.randbytes(chance.choice((1, 30, 2000))) + page[spot:]


def nested(page: bytes, chance: Chance) -> bytes:
    """Up to ten thousand deep, never closed."""
    spot = _tag(page, chance)
    return page[:spot] + chance.choice(OPEN) * chance.choice((30, 400, 10_000)) + page[spot:]


def unclosed(page: bytes, chance: Chance) -> bytes:
    name = chance.choice(
        (b"</p>", b"</div>", b"</a>", b"</script>", b"</head>", b"</title>", b"-->")
    )
    return page.replace(name, chance.choice((b"", b"</b>")), chance.choice((1, 3, -1)))


def renamed(page: bytes, chance: Chance) -> bytes:
    names = (
        b"div",
        b"p",
        b"a",
        b"li",
        b"td",
        b"h1",
        b"span",
        b"script",
        b"article",
        b"table",
        b"x:y",
    )
    return page.replace(b"<" + chance.choice(names), b"<" + chance.choice(names))


def with_nuls(page: bytes, chance: Chance) -> bytes:
    return page.replace(chance.choice((b"<", b" ", b"e")), b"\0", chance.choice((1, 20, -1)))


def recoded(page: bytes, chance: Chance) -> bytes:
    """In another charset, whole or from some place on."""
    spot = chance.choice((0, _spot(page, chance)))
    rest = page[spot:].decode("utf-8", "replace").encode(chance.choice(CHARSETS), "replace")
    return page[:spot] + rest


def quoted(page: bytes, chance: Chance) -> bytes:
    return page.replace(
        b'"', chance.choice((b"", b"'", b"`", b"&quot;")), chance.choice((1, 9, -1))
    )


def stretched(page: bytes, chance: Chance) -> bytes:
    """One endless word, line, value or run of attributes."""
    spot = _spot(page, chance)
    many = chance.choice(
        (b"a", b" ", b"\n", b"a=b ", b"\xe4\xb8\xad", b".", b"\xcc\x81", b"<p>", b"1,")
    )
    return page[:spot] + many * chance.choice((100, 5_000)) + page[spot:]


DAMAGES: tuple[Damage, ...] = (
    cut, beheaded, without, doubled, repeated, swapped, inserted, inserted, inserted, overwritten,
    noisy, nested, unclosed, renamed, with_nuls, recoded, quoted, stretched,
)  # fmt: skip
