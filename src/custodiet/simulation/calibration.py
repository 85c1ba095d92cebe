"""How often and when people call and text each other: shares and quantiles of real records, and nothing else of them.

Measured on the Copenhagen Networks Study: P. Sapiezynski, A. Stopczynski, D. D. Lassen and S. Lehmann, “Interaction data from the
Copenhagen Networks Study”, Scientific Data 6:315 (2019): 3,600 calls and 24,333 texts of some 700 students in 28 days. Students
text each other far more than police officers text victims, so `talk` scales these by the purpose; what is kept is the shape: most
pairs hardly speak, a few do not stop (variance over mean: 9.6 for calls, 305 for texts).
"""

CALLS_PER_PAIR = ((0, 1), (0.25, 1), (0.5, 2), (0.75, 4), (0.9, 8), (0.95, 13), (0.98, 23), (0.99, 30), (0.995, 36), (1, 88))
TEXTS_PER_PAIR = (
    (0, 1),
    (0.1, 1),
    (0.25, 2),
    (0.5, 5),
    (0.75, 12),
    (0.9, 33),
    (0.95, 60),
    (0.98, 125),
    (0.99, 239),
    (0.995, 389),
    (1, 1448),
)
"""Outgoing in 28 days, by ordered pair that had any: 924 and 1,303 pairs."""

SECONDS_OF_A_CALL = ((0, 0), (0.1, 0), (0.25, 2), (0.5, 16), (0.75, 57), (0.9, 138), (0.95, 250), (0.99, 797), (1, 5138))
"""Of calls that were answered."""
MISSED = 0.102

HOUR_OF_A_TEXT = (
    (0, 0), (0.0117, 1), (0.0203, 2), (0.0266, 6), (0.0345, 7), (0.0631, 8), (0.1037, 9), (0.1584, 10), (0.2107, 11), (0.2695, 12),
    (0.3386, 13), (0.3983, 14), (0.4555, 15), (0.5125, 16), (0.5827, 17), (0.6536, 18), (0.7116, 19), (0.7778, 20), (0.846, 21),
    (0.9122, 22), (0.9676, 23), (1, 24),
)  # fmt: skip
"""Share of texts sent before that hour of the day. What a person sends of her own accord follows it; an officer's duty decides theirs."""

HOUR_OF_AN_INCIDENT = ((0, 0), (0.12, 2), (0.18, 4), (0.21, 7), (0.33, 11), (0.52, 15), (0.74, 19), (0.92, 22), (1, 24))
"""Invented: few before breakfast, most in the evening."""
