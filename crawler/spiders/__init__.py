"""The spiders. One class runs every edition; which editions there are stands in outlets/."""
