"""The addresses of the portal's process: the rows of the portal and the public rows of the table of routes, and no others."""

from django.urls import path
from django.views.generic import RedirectView

from custodiet.web.portal.routes import PORTAL_ROUTES
from custodiet.web.public.routes import PUBLIC_ROUTES
from custodiet.web.route import Anyone, declared, row

START = row("", "portal-front", RedirectView.as_view(pattern_name="portal-start"), Anyone.PUBLIC, (), ("GET",))
urlpatterns = [path(route.path, declared(route), name=route.name) for route in (START, *PORTAL_ROUTES, *PUBLIC_ROUTES)]
handler400 = "custodiet.web.failures.bad_request"
handler404 = "custodiet.web.portal.page.not_there"
handler500 = "custodiet.web.failures.server_error"
