"""Who acts: the registry of actors, and how names and texts are matched to it."""
