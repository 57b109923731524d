"""Coding schemes as tables: PLOVER, CAMEO, factuality and likelihood terms."""
