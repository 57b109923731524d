"""How well detente reads: its answers scored against texts marked by hand."""
