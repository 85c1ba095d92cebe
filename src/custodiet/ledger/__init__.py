"""The proof: hash chains, Merkle trees and signed checkpoints that show whether a record was altered.

Pure Python: bytes and digests come in, digests and verdicts go out. Keeping the rows is `casework`'s work.
"""
