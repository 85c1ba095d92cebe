"""The whole force as open files, and back: `tables` (rows as lines of JSON), `locks` (who may open an archive), `archive` (files with
their digests and the signed head), `out` and `back`. docs/open-files.md describes what is written.
"""
