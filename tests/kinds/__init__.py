"""Pages that are no articles, and odd ones that are: in the DOM of several CMSs, in our words."""
