"""Places at the meeting, in person and online: who registered, who waits."""
