"""What may leave the building: aliases in place of protected names, notices made of closed types, and the gate.

Pure Python. A protected name is of a type that no notice accepts.
"""
