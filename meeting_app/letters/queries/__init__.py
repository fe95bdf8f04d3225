"""Reads about letters: those of the outbox."""
