"""How each column of a table was understood, told as a remark: for the page that shows it and lets a person put it right.

The remark's value holds the table's name, the place of its headers, its layout, each column with its header, a first cell and the
field it was read as, the fields there are, and those that an answer placed.
"""

from collections.abc import Collection, Iterator, Sequence

from custodiet.evidence.grid_row import GridRow
from custodiet.evidence.mapping import LONGEST_HEADER, Field, Mapping, layout
from custodiet.evidence.reading import Answers, Remark

KEY, NOT_FOUND = "columns", "columns not found"
MOST_TABLES, MOST_COLUMNS = 40, 250
"""Tables of a file, and columns of a table, that are told one by one; of further ones the remark of the mapping speaks."""
NOT_SHOWN = "…"
"""What stands for a cell that must not be shown."""
EXAMPLE = 60
"""Characters of a cell that is shown as an example."""


def understood(name: str, line: str, mapping: Mapping, fields: Sequence[Field], rows: Sequence[GridRow]) -> Remark:
    """The remark of one table. `line` is the place of its headers, empty where it has none; `rows` the first below them."""
    field_of = {column: name for name, column in mapping.columns.items()}
    cells = examples(mapping, fields, rows)
    value = {
        "table": name[:100],
        "line": line,
        "layout": layout(mapping.header),
        "columns": [
            [mapping.word(column), header[:LONGEST_HEADER] if line else "", cells[column], field_of.get(column, "")]
            for column, header in enumerate(mapping.header[:MOST_COLUMNS])
        ],
        "fields": [[each.name, each.about or each.name.replace("_", " ")] for each in fields],
        "told": sorted(mapping.told),
    }
    return Remark(KEY, "", value)


def examples(mapping: Mapping, fields: Sequence[Field], rows: Sequence[GridRow]) -> list[str]:
    """Of each column the first cell that holds something; of a table that holds what must not be shown, of its known columns alone."""
    secret = any(each.hidden for each in fields)
    shown = {mapping.columns[each.name] for each in fields if not each.hidden and each.name in mapping.columns}
    return [
        NOT_SHOWN if secret and column not in shown else next((cell[:EXAMPLE] for row in rows if (cell := row.cell(column))), "")
        for column in range(len(mapping.header))
    ]


def unfound(answers: Answers, fields: Sequence[Field], told: Collection[str]) -> Iterator[Remark]:
    """What a person said of a column that no table has, or of a field that there is not. It is never passed over in silence."""
    about = {each.name: each.about or each.name for each in fields}
    for key, said in answers.items():
        start, _, name = key.partition("column.")
        if start or not name or "@" in name or name in told:
            continue
        if name in about:
            says = f"It was said that “{said[:80]}” holds {about[name]}. No table of the file has such a column, so it was not heeded."
        else:
            says = f"“{key[:80]}” names nothing that is read from this kind of file. There are: {', '.join(sorted(about))[:1500]}."
        yield Remark(NOT_FOUND, says, key[:200])
