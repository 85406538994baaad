"""The Scrapy project: from outlets to stored, judged articles."""
