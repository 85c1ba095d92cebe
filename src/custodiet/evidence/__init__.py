"""Exhibits in, facts out; the original is never altered. Knows no Django and no law."""
