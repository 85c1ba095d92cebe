"""Every reader has a sample that it reads whole, so that what changes samples reaches every reader."""

import pytest

from custodiet.evidence.readers import BY_NAME
from tests.evidence.exhibit import read
from tests.evidence.samples import samples

FILES = [(kind, name, data) for kind, files in samples().items() for name, data in files]


def test_every_reader_has_a_sample():
    assert set(samples()) == set(BY_NAME)


@pytest.mark.parametrize(("kind", "name", "data"), FILES, ids=lambda value: value if isinstance(value, str) else "")
def test_a_sample_is_read(kind, name, data):
    reading, _ = read(BY_NAME[kind], data, name)
    assert reading.rows_read > reading.rows_refused
