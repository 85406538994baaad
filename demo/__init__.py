"""Made copies of the outlets' sites, served on loopback: for ``make demo`` and the tests.

Nothing here is used by the product itself. Every text is invented; the pages have the DOM, the
clutter and the faults of the sites that they stand for.
"""
