"""How dyads stand: counts, shares, excess, and when they changed."""
