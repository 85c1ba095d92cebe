"""An invented force: who serves in it, whom they meet, what they look up and whom they call, with what was planted told apart.

An open benchmark. Nobody in it exists, and its numbers are longer than any that can be dialled. `docs/simulation.md` is its manual.
"""

SIMULATION = 2
"""The version of the invented force. It changes whenever the same order would give other facts."""
