"""The one engine behind everything that organisers ask: questions in four languages, answers kept
with stable codes. Survey, abstract and registration use it."""
