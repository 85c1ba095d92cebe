"""The account of an officer and a person as people see it: the drawing, the page, and the exports in PDF, Word and CSV."""
