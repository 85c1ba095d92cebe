"""The table of the portal's addresses: open to everybody, and neutral, because a browser keeps them."""

from custodiet.web.portal import leaving, mine, start
from custodiet.web.route import Anyone, Route, row

PUBLIC, READ, FORM, SEND = Anyone.PUBLIC, ("GET",), ("GET", "POST"), ("POST",)

PORTAL_ROUTES: tuple[Route, ...] = (
    row("form/", "portal-start", start.start, PUBLIC, (), READ),
    row("form/safe/", "portal-safe", start.staying_safe, PUBLIC, (), READ),
    row("out/", "portal-leave", leaving.leave, PUBLIC, (), READ),
    row("language/", "portal-language", leaving.language, PUBLIC, (), SEND),
    row("m/", "mine", mine.mine, PUBLIC, ("own page",), READ),
    row("m/in/", "mine-enter", mine.enter, PUBLIC, (), FORM),
    row("m/talk/", "mine-talk", mine.talk, PUBLIC, ("own messages",), FORM),
    row("m/ask/<slug:what>/", "mine-ask", mine.ask, PUBLIC, (), FORM),
    row("m/close/", "mine-leave", mine.leave, PUBLIC, (), SEND),
    row("m/<str:link>/", "mine-link", mine.link, PUBLIC, (), READ),
)
