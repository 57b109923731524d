"""What is shown: charts, the one-file report, tables for the terminal."""
