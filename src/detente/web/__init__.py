"""The page served on this machine: every row and every answer has an address."""
