"""How the crawler behaves at an outlet's door: what may be asked, and when."""
