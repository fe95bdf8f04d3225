"""Questionnaires as XLSForm workbooks, which KoboToolbox, ODK and translators read: in and out.

reading: file -> Book. understanding: Book -> Read (a definition, what is kept, what is wrong).
changes: what taking it would change. applying: the change. writing: a definition -> workbook.
The format: https://xlsform.org/en/ref-table/.
"""
