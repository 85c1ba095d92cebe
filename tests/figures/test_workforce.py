"""Protected characteristics: read whole or not at all, counted in a snapshot with their bounds, and out of reach of everything else."""

from datetime import date
from pathlib import Path

import pytest

import custodiet
from custodiet.casework import figure_queries
from custodiet.casework.actions import figures as actions
from custodiet.cli import main
from custodiet.figures.record import Characteristics
from custodiet.figures.snapshot import frozen as frozen_bytes
from custodiet.figures.snapshot import read
from custodiet.figures.workforce import WrongExtract, extract, strength
from custodiet.web.staff.figures import rated, shared
from tests.figures.made import case
from tests.permissions.world import World, browser_of

SOURCE = Path(custodiet.__file__).parent
MAY_NAME = {"figures", "casework/actions/figures.py", "web/command_figures.py"}
"""The only places that may name what is kept of a person for disparity."""
LINE = {"number": "4471", "sex": "Female", "ethnicity": "Asian", "joined": "2015-04-01"}


def test_no_detection_no_score_and_no_decision_can_name_a_protected_characteristic():
    named = {str(path.relative_to(SOURCE)) for path in SOURCE.rglob("*.py") if "Characteristics" in path.read_text(encoding="utf-8")}
    assert "figures/record.py" in named
    assert {name for name in named if name not in MAY_NAME and name.split("/")[0] not in MAY_NAME} == set()
    for part in ("detection", "law", "evidence"):
        assert not [path for path in (SOURCE / part).rglob("*.py") if "ethnicity" in path.read_text(encoding="utf-8")]


def test_an_extract_gives_what_it_says_and_an_empty_word_is_not_known():
    assert extract([LINE]) == {"4471": Characteristics(date(2015, 4, 1), "Female", "Asian")}
    assert extract([LINE | {"sex": "", "ethnicity": "", "joined": ""}]) == {"4471": Characteristics()}


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([{"number": "1"}], "Line 2 has no “sex”"),
        ([LINE, LINE], "Line 3 has the number of an earlier line"),
        ([LINE | {"number": " "}], "Line 2 has no number"),
        ([LINE | {"joined": "soon"}], "“soon” is no day"),
    ],
)
def test_half_an_extract_is_refused(lines, sentence):
    with pytest.raises(WrongExtract, match=sentence):
        extract(lines)


@pytest.mark.django_db
def test_a_snapshot_with_the_extract_breaks_down_by_it_and_says_where_there_are_too_few(tmp_path, settings, capsys, monkeypatch):
    monkeypatch.setattr(actions, "TOLD_EVERY", 1)
    settings.POLICY = {"force": {"name": "Wessex Vale Constabulary"}}
    world = World()
    (tmp_path / "w.csv").write_text("number,sex,ethnicity,joined,rank\n4471,Female,Asian,2015-04-01,constable\n", encoding="utf-8")
    assert main(["figures", "freeze", "--by", world.head.username, "--workforce", str(tmp_path / "w.csv")]) == 0
    assert "1 of 1 cases are read." in capsys.readouterr().err
    frozen = figure_queries.FrozenFigures.objects.order_by("pk").last()
    assert figure_queries.snapshot_of(frozen).records[0].people == {"officer-1": Characteristics(date(2015, 4, 1), "Female", "Asian")}
    page = browser_of(world.head).get(f"/figures/{frozen.snapshot[:16]}/complaints-made/?period=2026&by=sex").content.decode()
    assert "too few to say" in page and "Share, and between what it lies" in page
    page = browser_of(world.head).get(f"/figures/{frozen.snapshot[:16]}/complaints-made/?period=2026&by=rank").content.decode()
    assert "People on the day of the snapshot" in page and "too few to say" in page
    (tmp_path / "w.csv").write_text("number,sex\n4471,Female\n", encoding="utf-8")
    assert main(["figures", "freeze", "--by", world.head.username, "--workforce", str(tmp_path / "w.csv")]) == 2
    assert "has no “ethnicity”" in capsys.readouterr().err


def test_a_rate_stands_beside_the_people_it_is_of_where_the_extract_says_their_rank(tmp_path, settings):
    assert strength([LINE]) == {} == strength([])
    assert strength([{"rank": "Sergeant"}, {"rank": "constable "}]) == {"rank": {"sergeant": 1, "constable": 1}}
    with pytest.raises(WrongExtract, match="Line 3: “Boss” is no rank"):
        strength([{"rank": "sergeant"}, {"rank": "Boss"}])
    records = [case(1, date(2024, 3, 1))]
    told = read(frozen_bytes("A force", date(2024, 12, 31), records, {"rank": {"constable": 40}})[1])
    assert told.strength == {"rank": {"constable": 40}}
    assert read(frozen_bytes("A force", date(2024, 12, 31), records)[1]).strength == {}
    assert [rated(events, people) for events, people in ((3, 200), (0, 100), (1, 19), (2, 0))] == [
        "15.0 (3.0 – 43.8)",
        "0.0 (0.0 – 36.7)",
        "too few to say",
        "too few to say",
    ]


def test_a_share_stands_with_its_bounds_and_of_too_few_people_there_is_none():
    assert [shared(part, whole) for part, whole in ((10, 100), (0, 40), (5, 19), (0, 0))] == [
        "10 % (6 – 17 %)",
        "0 % (0 – 9 %)",
        "too few to say",
        "too few to say",
    ]
