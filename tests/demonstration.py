"""What must hold of every demonstration that was started, whoever started it."""

import re
from pathlib import Path


def sound(said: str, beside: Path) -> list[str]:
    """It says that nobody in it is real, has two cases, and touched no other directory than `data`; the references of the cases."""
    assert "DEMONSTRATION. No real person" in said, said
    references = list(dict.fromkeys(re.findall(r"\bWV-\w{4}-\w{4}\b", said)))
    assert len(references) == 2, said
    assert [each.name for each in beside.iterdir()] == ["data"]
    return references
