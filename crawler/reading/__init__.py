"""What a page says of one article, layer by layer; ``crawler/extract.py`` is the door.

What the page declares to machines (``declared``), what the outlet's file points at (``page``), what
a generic reader makes of the rest (``generic``). One module a field says who wins: ``titles``,
``authors``, ``published``, ``text``, ``language``. Each gives the rule that it went by along.
"""
