"""Random worlds: a few officers, people and cases in a fortnight, so close together that every explanation meets every other."""

import json
from datetime import datetime, timedelta

from hypothesis import strategies as st

from custodiet.detection.fact_files import write
from tests.detection import plainly

STAFF, PEOPLE, CASES, UNITS = ("1", "2", "3"), ("A", "B", "C"), ("c1", "c2"), ("u", "v")
FIRST = datetime(2024, 3, 25)  # the clocks go forward on the 31st
hours = st.integers(0, 24 * 14).map(lambda hour: FIRST + timedelta(hours=hour))
instants = st.tuples(hours, st.sampled_from((0, 1, 2, 10))).map(lambda both: both[0] + timedelta(minutes=both[1]))
lasting = st.one_of(st.none(), st.integers(0, 24 * 5).map(lambda number: timedelta(hours=number)))
maybe = st.one_of(st.none(), hours)


@st.composite
def spans(draw, first, last, **more):
    """A row that lasts from `first` to `last`, or still does."""
    begins, lasts = draw(hours), draw(lasting)
    return {
        first: begins,
        last: begins + lasts if lasts is not None else None,
        "staff_id": draw(st.sampled_from(STAFF)),
        **draw(st.fixed_dictionaries(more)),
    }


@st.composite
def shifts(draw):
    """A shift, mostly as worked."""
    begins = draw(hours)
    return {
        "staff_id": draw(st.sampled_from(STAFF)),
        "actual_start": begins,
        "actual_end": begins + timedelta(hours=draw(st.integers(1, 60))),
        "code": draw(st.sampled_from(("duty", "duty", "duty", "leave"))),
    }


def rows(strategy, most=5):
    """So many rows at most."""
    return st.lists(strategy, max_size=most)


staff, person, case = st.sampled_from(STAFF), st.sampled_from(PEOPLE), st.sampled_from(CASES)
event = spans("at", "until", person_id=person)
look = st.fixed_dictionaries(
    {
        "at": instants,
        "account_id": st.sampled_from((*STAFF, "log-in")),
        "person_id": person,
        "originator_staff_id": st.sampled_from((None, None, None, *STAFF)),
        "session_id": st.sampled_from((None, "s")),
        "ms_open": st.sampled_from((None, 5_000, 90_000)),
        "action": st.sampled_from(("open", "open", "open", "search")),
    }
)
worlds = st.fixed_dictionaries(
    {
        "access": rows(look, 14),
        "account": rows(st.fixed_dictionaries({"account_id": st.just("log-in"), "staff_id": staff, "valid_from": maybe}), 1),
        "attendance": rows(spans("at_scene", "clear", incident_id=case)),
        "involvement": rows(st.fixed_dictionaries({"incident_id": case, "crime_id": case, "person_id": person})),
        "assignment": rows(spans("from", "to", case_id=case, role=st.sampled_from(("OIC", "OIC", *sorted(plainly.ROLES))))),
        "task": rows(spans("from", "to", person_id=st.one_of(st.none(), person), case_id=case, kind=st.sampled_from(sorted(plainly.TASKS)))),
        "custody": rows(event, 2),
        "call_handled": rows(event, 2),
        "stop": rows(event, 2),
        "briefing_view": rows(event, 2),
        "licence_app": rows(event, 2),
        "posting": rows(
            st.fixed_dictionaries(
                {"staff_id": staff, "unit_id": st.sampled_from(UNITS), "supervisor_id": st.one_of(st.none(), staff), "valid_from": maybe, "valid_to": maybe}
            )
        ),
        "duty": rows(shifts(), 6),
        "person": st.sampled_from(([], [{"person_id": "B", "merged_into": "A"}], [{"person_id": "C", "address_id": "home"}])),
        "association": rows(st.sampled_from(({"person_id": "A"}, {"person_id": "B"}, {"address_id": "home"})).flatmap(
            lambda tie: staff.map(lambda who: {"staff_id": who, "kind": "family", **tie})), 2).flatmap(
            lambda ties: rows(spans("from", "to", person_id=person, kind=st.just("hot subject")), 2).map(
                lambda heated: ties + [{**each, "staff_id": None} for each in heated])),
    }
)  # fmt: skip


def put(world, folder, name="all"):
    """The world as a folder of facts; the looks are numbered."""
    folder.mkdir(exist_ok=True, parents=True)
    for number, each in enumerate(world.get("access", ())):
        each.setdefault("access_id", str(number))
    for table, rows_of in world.items():
        lines = folder / "lines"
        lines.write_text(
            "".join(json.dumps({k: v.isoformat() if isinstance(v, datetime) else v for k, v in row.items()}) + "\n" for row in rows_of)
        )
        write(table, lines, folder / table / f"{name}.parquet")
