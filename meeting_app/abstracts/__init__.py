"""Calls for abstracts, and the abstracts that people draft, submit, change and withdraw."""
