"""A statement of ours in Spark's words: sqlglot carries it over, and here stands what it would let pass though the two mean different things.

Written once for DuckDB, a statement must answer the same on Spark. The tests hold that, running every explanation, indicator and a whole
audit on both; each function here is one place in which they would otherwise have differed.
"""

from functools import lru_cache
from typing import Any


@lru_cache(maxsize=4096)
def carried(sql: str) -> str:
    """The statement as Spark asks it."""
    import sqlglot  # slow to import, and part of the extra

    tree = _own_names(sqlglot.parse_one(sql, read="duckdb"))
    return str(tree.transform(_word).sql(dialect="spark"))


def _word(node: Any) -> Any:
    """One node of a statement, as Spark understands it."""
    from sqlglot import exp

    if isinstance(node, exp.RegexpFullMatch):
        return exp.RegexpLike(this=node.this, expression=exp.Literal.string(f"^(?:{node.expression.name})$"))
    if isinstance(node, exp.Window) and isinstance(node.this, exp.RowNumber) and not node.args.get("order"):
        node.set("order", exp.Order(expressions=[exp.Ordered(this=exp.Literal.number(1))]))  # Spark wants some order
    if isinstance(node, exp.DateDiff):
        return _boundaries(node)
    if isinstance(node, exp.TimestampTrunc) and node.unit:
        return exp.cast(
            exp.Anonymous(this="DATE_TRUNC", expressions=[exp.Literal.string(node.unit.name), node.this]), exp.DType.TIMESTAMPNTZ
        )
    return node


def _boundaries(node: Any) -> Any:
    """DuckDB counts the boundaries of a unit that lie between two moments; Spark counts whole units, so both are cut to the unit first."""
    from sqlglot import exp

    unit = node.unit.name
    later, earlier = (
        exp.Anonymous(this="DATE_TRUNC", expressions=[exp.Literal.string(unit), each.copy()]) for each in (node.this, node.expression)
    )
    return exp.Anonymous(this="TIMESTAMPDIFF", expressions=[exp.var(unit), earlier, later])


def _own_names(tree: Any) -> Any:
    """Every WITH within another statement gets names of its own: sqlglot lifts them all to the front for Spark, where two would collide."""
    from sqlglot import exp

    taken: set[str] = set()
    for clause in list(tree.find_all(exp.With)):
        for part in clause.expressions:
            old = part.alias
            new = old if old not in taken else f"{old}_{len(taken)}"
            taken.add(new)
            if new != old:
                _rename(clause.parent, part, old, new)
    return tree


def _rename(within: Any, part: Any, old: str, new: str) -> None:
    """Call that part by its new name throughout the statement it stands in; its columns keep the old one."""
    from sqlglot import exp

    part.args["alias"].set("this", exp.to_identifier(new))
    for table in within.find_all(exp.Table):
        if table.name == old and not table.args.get("db"):
            if not table.alias:
                table.set("alias", exp.TableAlias(this=exp.to_identifier(old)))
            table.set("this", exp.to_identifier(new))
