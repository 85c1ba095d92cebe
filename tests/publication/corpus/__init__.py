"""A corpus made by script: ten kinds of identifier in every place where a file can hide one, and clean outputs that look alike.

Each place is a way to hide text in a file, and the means of the file's own format by which anybody gets it out again.
"""

from tests.publication.corpus import archives, documents, mail, pdf, pictures, sheets, written, xml
from tests.publication.corpus.place import Place

PLACES: tuple[Place, ...] = (
    *written.PLACES,
    *xml.PLACES,
    *mail.PLACES,
    *archives.PLACES,
    *sheets.PLACES,
    *documents.PLACES,
    *pdf.PLACES,
    *pictures.PLACES,
)
