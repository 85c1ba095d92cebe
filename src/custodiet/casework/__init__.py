"""The records: the one Django app, and the only place that writes.

People, cases, steps, tasks, notes, grants; who may see which row; and every reading and writing logged.
"""
