"""Reads facts out of texts in any language: figures, dates, names, sentence by sentence."""
