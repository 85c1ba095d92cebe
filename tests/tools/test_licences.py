"""The check on licences refuses copyleft that would bind those who run the program."""

import pytest

from tools.licences import closure, refusal


@pytest.mark.parametrize(
    "licence",
    ["GPL-3.0-only", "AGPL-3.0", "GNU General Public License v3 (GPLv3)", "GNU Affero General Public License v3"],
)
def test_the_gpl_and_the_agpl_are_refused(licence: str) -> None:
    assert refusal(licence)


def test_an_unstated_licence_is_refused() -> None:
    assert refusal("") == "states no licence"


@pytest.mark.parametrize(
    "licence",
    [
        "MIT",
        "BSD-3-Clause",
        "Apache-2.0 OR BSD-3-Clause",
        "GPL-2.0 OR MIT",
        "GNU Lesser General Public License v3 (LGPLv3)",
    ],
)
def test_permissive_licences_the_lgpl_and_a_choice_pass(licence: str) -> None:
    assert refusal(licence) == ""


def test_the_walk_reaches_what_a_dependency_needs() -> None:
    found = closure("custodiet", set())
    assert {"custodiet", "django", "sqlparse", "cffi"} <= set(found)
    assert "pytest" not in found
