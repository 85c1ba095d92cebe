"""The pages of the staff: what is due today, the case, the form of a step, people, notes, grants and the log."""
