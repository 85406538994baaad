"""What a reader wants to hear about, and whether an article is about it, in any language.

The topic files, their words, and the verdict on one article with its reasons. Pure: no network, no
database. Both programs need it: ``scrapy`` judges what it reads, ``digest`` tries a changed topic
on what is stored.
"""
