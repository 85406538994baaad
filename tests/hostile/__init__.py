"""An outlet that does all it can to hurt its reader, and the table of what comes of it."""
