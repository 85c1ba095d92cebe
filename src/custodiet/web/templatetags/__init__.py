"""Template tags of the house: see `house.py`."""
