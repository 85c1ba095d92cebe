"""The addresses, made from the table of routes; a view without its row cannot be reached."""

from django.urls import path

from custodiet.web.route import declared
from custodiet.web.routes import ROUTES

urlpatterns = [path(route.path, declared(route), name=route.name) for route in ROUTES]
handler400 = "custodiet.web.failures.bad_request"
handler404 = "custodiet.web.portal.page.not_there"
handler500 = "custodiet.web.failures.server_error"
