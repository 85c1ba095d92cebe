"""The law: given the steps so far and a date, what stands, what may be decided next and by whom, and what is due.

Pure Python: no Django, no clock, no file. `today` is always an argument.
"""
