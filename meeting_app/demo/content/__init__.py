"""What the demo meeting says and who takes part in it: data only, all of it invented."""
