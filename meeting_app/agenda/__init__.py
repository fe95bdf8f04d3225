"""Sessions, where and when they take place, what clashes, and the versions of the agenda that the
public sees."""
