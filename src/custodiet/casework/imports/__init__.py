"""Cases of another system, brought in from CSV extracts: `mapping` (which column is what), `rows` (what the files hold), `days`,
`placeholders` (people who are none), `plan` (each row taken, refused or doubtful, and the steps of each case). Nothing here writes.
"""
