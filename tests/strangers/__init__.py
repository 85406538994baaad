"""Pages of outlets that nobody has described: how well is a page read that we never saw?"""
