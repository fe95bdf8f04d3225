"""Reproducible measurements; the figures are in benchmarks/README.md."""
