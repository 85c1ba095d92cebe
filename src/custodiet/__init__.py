"""Custodiet: casework for police professional standards departments in England and Wales.

A case is its history of steps; everything else is a question put to it. The floors, top to bottom:
`web` and `cli` (what people touch), `casework` (the records, the only place that writes), `publication`
(what may leave), and at the bottom `law` (the rules) and `ledger` (the proof), which know nothing above them.
"""

__version__ = "0.1.0.dev0"
