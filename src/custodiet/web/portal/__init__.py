"""The pages for the people it is for: one thing a page, a way out on each, nothing that betrays in a browser's history.

Addresses and titles are neutral, nothing is kept by the browser, and no page needs script. `page` is what every view here stands
behind; `leaving` is the way out; `routes` the table of addresses.
"""
