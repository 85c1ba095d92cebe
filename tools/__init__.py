"""Small programs for those who work on Custodiet; none of them is part of what is installed."""
