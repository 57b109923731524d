"""Coding schemes as tables: PLOVER, CAMEO, quad classes, factuality and likelihood terms."""
