"""A person's own page: everything they have in a meeting, and what is still to do."""
