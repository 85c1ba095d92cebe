"""The table of the portal's addresses: open to everybody, and neutral, because a browser keeps them."""

from custodiet.web.portal import leaving, mine, report, report_receipt, start
from custodiet.web.route import Anyone, Route, row

PUBLIC, READ, FORM, SEND = Anyone.PUBLIC, ("GET",), ("GET", "POST"), ("POST",)
OWN = ("what was told in the same visit, or under the code",)

PORTAL_ROUTES: tuple[Route, ...] = (
    row("form/", "portal-start", start.start, PUBLIC, (), READ),
    row("form/safe/", "portal-safe", start.staying_safe, PUBLIC, (), READ),
    row("form/code/", "portal-code", report.code, PUBLIC, OWN, READ),
    row("form/back/", "portal-back", report.back, PUBLIC, (), FORM),
    row("form/check/", "portal-check", report.check, PUBLIC, OWN, FORM),
    row("form/done/", "portal-receipt", report_receipt.receipt, PUBLIC, OWN, READ),
    row("form/done/1/", "portal-receipt-file", report_receipt.receipt_file, PUBLIC, OWN, READ),
    row("form/done/2/", "portal-words-file", report_receipt.words_file, PUBLIC, OWN, READ),
    row("form/key/", "portal-key", report_receipt.public_key, PUBLIC, (), READ),
    row("form/files/<int:number>/", "portal-take-out", report.take_out, PUBLIC, (), SEND),
    row("form/<slug:page>/", "portal-report", report.page, PUBLIC, OWN, FORM),
    row("out/", "portal-leave", leaving.leave, PUBLIC, (), READ),
    row("m/", "mine", mine.mine, PUBLIC, ("own page",), READ),
    row("m/in/", "mine-enter", mine.enter, PUBLIC, (), FORM),
    row("m/talk/", "mine-talk", mine.talk, PUBLIC, ("own messages",), FORM),
    row("m/more/", "mine-more", mine.more, PUBLIC, (), FORM),
    row("m/ask/<slug:what>/", "mine-ask", mine.ask, PUBLIC, (), FORM),
    row("m/close/", "mine-leave", mine.leave, PUBLIC, (), SEND),
    row("m/<str:link>/", "mine-link", mine.link, PUBLIC, (), READ),
)
