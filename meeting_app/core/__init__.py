"""What every feature stands on, and nothing about meetings."""
