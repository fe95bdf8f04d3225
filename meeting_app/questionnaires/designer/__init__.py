"""Where organisers make a questionnaire: add, word, move, copy and retire its questions, take tried
ones from the library, check the whole, and try it as a person would.
"""
