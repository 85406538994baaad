"""What has been seen and what has been sent: all that the crawler and the digest share."""
