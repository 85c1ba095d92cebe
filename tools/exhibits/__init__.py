"""The raw files of the demonstration, made from tables that a person can read. Everything in them is invented."""
