"""Proof that nothing was altered.

Four rooms: the Merkle tree (`tree`), what one line of the ledger says and how its body is committed to (`entries`), the
signed statement of how the ledger stood (`notes`, `checkpoint`), and the reader that compares all of it and reports in
words (`verify`). Pure: no clock, no file, no database, no randomness; times, salts and keys are arguments.
"""
