"""How dyads stand: counts and shares by day and period, and who stands with whom."""
