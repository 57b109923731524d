"""The evidence record: one DuckDB file with every report and the sentences it rests on."""
