"""The addresses of the public process: the public rows of the table of routes, and no others."""

from django.urls import path
from django.views.generic import RedirectView

from custodiet.web.public.routes import PUBLIC_ROUTES
from custodiet.web.route import declared

urlpatterns = [
    path("", RedirectView.as_view(pattern_name="outcomes")),
    *(path(route.path, declared(route), name=route.name) for route in PUBLIC_ROUTES),
]
handler400 = "custodiet.web.failures.bad_request"
handler500 = "custodiet.web.failures.server_error"
