"""Route: one address of the house, with everything that must be said about it before it may be served."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from functools import wraps
from typing import Any

from custodiet.casework.jobs import Permission


class Anyone(StrEnum):
    """Who may open a page that needs no permission of its own."""

    PUBLIC = "everybody, without signing in"
    SIGNED_IN = "everybody who is signed in"


class Undeclared(RuntimeError):
    """An address does not say who may open it, what it discloses or how it may be asked; the program does not start."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Route:
    """An address: its path below the root, its name, the view, who may open it, which fields it shows, and the methods.

    `discloses` are the fields of persons and cases that the page shows; they stand in the ledger with every opening.
    """

    path: str
    name: str
    view: Callable[..., Any]
    permission: Permission | Anyone
    discloses: tuple[str, ...]
    methods: tuple[str, ...]

    @property
    def of_case(self) -> bool:
        """Whether the address lies within one case."""
        return "<str:reference>" in self.path

    def check(self) -> None:
        """Raise `Undeclared` where something is left unsaid."""
        missing = [
            word
            for word, said in (
                ("a name", self.name),
                ("a view", callable(self.view)),
                ("a permission", isinstance(self.permission, (Permission, Anyone))),
                ("the fields it discloses", isinstance(self.discloses, tuple)),
                ("its methods", self.methods and set(self.methods) <= {"GET", "POST"}),
            )
            if not said
        ]
        if missing:
            raise Undeclared(f"The address “{self.path}” does not declare {', '.join(missing)}. Write it in web/routes.py.")
        if self.of_case and self.permission is Anyone.PUBLIC:
            raise Undeclared(f"The address “{self.path}” lies within a case and cannot be public.")


def row(path: str, name: str, view: object, permission: Permission | Anyone, discloses: tuple[str, ...], methods: tuple[str, ...]) -> Route:
    """One row of a table of routes."""
    route = Route(path=path, name=name, view=view, permission=permission, discloses=discloses, methods=methods)  # type: ignore[arg-type]
    route.check()
    return route


def declared(route: Route) -> Callable[..., Any]:
    """The view with its route tied to it, for the gate to judge by."""

    @wraps(route.view)
    def view(*args: Any, **kwargs: Any) -> Any:
        return route.view(*args, **kwargs)

    view.route = route  # type: ignore[attr-defined]
    return view
