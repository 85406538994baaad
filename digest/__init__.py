"""From stored articles to a delivered mail."""
