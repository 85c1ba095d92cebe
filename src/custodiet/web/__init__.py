"""The pages: staff pages, the public page, forms made from the law's step types, templates and static files.

Every page works without script. Views ask `casework` and print what it answers; they decide nothing.
"""
