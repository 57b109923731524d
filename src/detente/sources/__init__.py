"""Outside material in, nothing interpreted: articles and event data."""
