"""Article in; events, claims, ties and the rest out, each with its spans."""
