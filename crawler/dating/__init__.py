"""The forms in which dates are written, a kind a module; ``crawler/dates.py`` is the door."""
