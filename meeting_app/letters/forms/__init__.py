"""Forms about letters."""
