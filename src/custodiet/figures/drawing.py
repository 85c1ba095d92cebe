"""A table as bars: own SVG with words throughout, so that it stands in a page, a paper and a newspaper without script or colour.

Every drawing is described in words and stands beside its table and its sentence. What was kept back is drawn as a gap with a
letter, never as nought.
"""

from html import escape

from custodiet.figures.disclosure import KEPT_BACK

WIDTH, NAMES, BAR, GAP, TOP, NUMBERS = 720, 250, 22, 12, 30, 60
FONT = 'font-family="Liberation Sans, Arial, sans-serif" font-size="14"'
INK, FILL = "#0b0c0c", "#17443b"


def bars(title: str, described: str, values: list[tuple[str, int | None]], key: str = "bars") -> str:
    """One bar for each value, in the order given, with its name and its number; None is drawn as kept back."""
    most = max((number for _, number in values if number is not None), default=0)
    height = TOP + len(values) * (BAR + GAP) + 8
    parts = [
        f'<svg class="custodiet-bars" viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{key}-title {key}-words" '
        'xmlns="http://www.w3.org/2000/svg">',
        f'<title id="{key}-title">{escape(title)}</title><desc id="{key}-words">{escape(described)}</desc>',
        f'<text x="0" y="16" {FONT} font-weight="bold" fill="{INK}">{escape(title)}</text>',
    ]
    for place, (name, number) in enumerate(values):
        top = TOP + place * (BAR + GAP)
        parts.append(f'<text x="0" y="{top + 16}" {FONT} fill="{INK}">{escape(name)}</text>')
        room = WIDTH - NAMES - NUMBERS
        if number is None:
            parts.append(f'<rect x="{NAMES}" y="{top}" width="18" height="{BAR}" fill="none" stroke="{INK}" stroke-dasharray="3 3"/>')
        else:
            parts.append(
                f'<rect x="{NAMES}" y="{top}" width="{max(1, round(room * number / most)) if most else 1}" height="{BAR}" fill="{FILL}"/>'
            )
        reach = NAMES + (18 if number is None or not most else max(1, round(room * number / most)))
        parts.append(f'<text x="{reach + 8}" y="{top + 16}" {FONT} fill="{INK}">{KEPT_BACK if number is None else f"{number:,}"}</text>')
    return "".join((*parts, "</svg>"))
