"""The theme survey: asked of everybody, without an account, and its results."""
