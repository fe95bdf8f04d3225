"""People and how they sign in, the organisations they work for, and the guard at every page."""
