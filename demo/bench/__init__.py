"""`make bench`: what a stage costs, and whether a run is as cheap and as quick as it must be."""
