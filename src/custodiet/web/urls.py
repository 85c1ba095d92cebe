"""The addresses, made from the table of routes; a view without its row cannot be reached."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.urls import path

from custodiet.web.route import Route
from custodiet.web.routes import ROUTES


def declared(route: Route) -> Callable[..., Any]:
    """The view with its route tied to it, for the gate to judge by."""

    @wraps(route.view)
    def view(*args: Any, **kwargs: Any) -> Any:
        return route.view(*args, **kwargs)

    view.route = route  # type: ignore[attr-defined]
    return view


urlpatterns = [path(route.path, declared(route), name=route.name) for route in ROUTES]
handler400 = "custodiet.web.failures.bad_request"
handler500 = "custodiet.web.failures.server_error"
