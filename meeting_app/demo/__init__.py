"""An invented meeting to look at and to try everything on, written through the features' verbs."""
