"""The figures: one measure, one function over histories, one published sentence; what may leave of them; what forces exchange.

`record.py` is what is counted, `measures/` how, `table.py` puts counts into tables whose every number opens its cases, `snapshot.py`
freezes what was counted, `disclosure.py` keeps small numbers back, `returns.py` puts many forces side by side.
"""
