"""A fact holds what its table's columns say and nothing else."""

import pytest

from custodiet.evidence.facts import Fact


def test_a_cell_of_the_right_type_or_unknown_is_taken():
    assert Fact("comms", {"comm_id": "1", "duration_s": 3, "answered": True, "at": None}).values["duration_s"] == 3
    assert Fact("staff", {"hours_fraction": 1}).values == Fact("staff", {"hours_fraction": 1.0}).values


@pytest.mark.parametrize("values", [{"duration_s": "3"}, {"duration_s": True}, {"answered": 1}, {"comm_id": 1}])
def test_a_cell_of_another_type_is_refused(values):
    with pytest.raises(TypeError, match="comms"):
        Fact("comms", values)


@pytest.mark.parametrize("value", ["x", None])
def test_a_column_that_the_table_has_not_is_refused(value):
    with pytest.raises(KeyError, match="no column"):
        Fact("comms", {"nonsense": value})
