"""What detente costs and what it reaches, printed as ratios beside a peer or the bare library."""
