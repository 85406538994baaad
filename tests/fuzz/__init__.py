"""Pages and answers that are broken by chance, and can be broken the same way again by a number.

``python -m tests.fuzz SEED`` plays one; ``python -m tests.fuzz FIRST COUNT [FILE.gz ...]`` plays
many, of the recorded pages or of the files named.
"""
