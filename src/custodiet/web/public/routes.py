"""The table of the addresses that everybody may open; the public process serves these and no others."""

from custodiet.web.public import feeds, figures, hearings, outcomes
from custodiet.web.route import Anyone, Route, row

PUBLIC, READ = Anyone.PUBLIC, ("GET",)
TITLE, LINES, BYTES = ("published title",), ("published title", "published days and place"), ("published bytes",)

PUBLIC_ROUTES: tuple[Route, ...] = (
    row("hearings/", "hearings", hearings.hearings, PUBLIC, LINES, READ),
    row("hearings/hearings.ics", "hearings-diary", hearings.diary, PUBLIC, ("published days and place",), READ),
    row("hearings/hearings.csv", "hearings-table", feeds.hearings_table, PUBLIC, LINES, READ),
    row("hearings/<slug:slug>/", "hearing-notice", outcomes.hearing_notice, PUBLIC, BYTES, READ),
    row("hearings/<slug:slug>/notice.pdf", "hearing-notice-pdf", outcomes.hearing_notice_pdf, PUBLIC, BYTES, READ),
    row("outcomes/", "outcomes", outcomes.outcomes, PUBLIC, TITLE, READ),
    row("outcomes/feed.xml", "outcomes-feed", feeds.rss, PUBLIC, TITLE, READ),
    row("outcomes/outcomes.csv", "outcomes-table", feeds.table, PUBLIC, TITLE, READ),
    row("outcomes/archive/", "archive", outcomes.archived, PUBLIC, TITLE, READ),
    row("outcomes/<slug:slug>/", "outcome", outcomes.outcome, PUBLIC, BYTES, READ),
    row("outcomes/<slug:slug>/notice.pdf", "outcome-pdf", outcomes.outcome_pdf, PUBLIC, BYTES, READ),
    row("withdrawn/", "recalled", outcomes.recalled, PUBLIC, ("addresses of what was withdrawn",), READ),
    row("withdrawn/feed.xml", "recalled-feed", feeds.recalled_rss, PUBLIC, ("addresses of what was withdrawn",), READ),
    row("withdrawn/withdrawn.csv", "recalled-table", feeds.recalled_table, PUBLIC, ("addresses of what was withdrawn",), READ),
    row("statistics/", "statistics", figures.statistics, PUBLIC, ("published tables",), READ),
    row("statistics/<slug:number>/", "published-figures", figures.published, PUBLIC, ("published tables",), READ),
    row("statistics/<slug:number>/figures.csv", "figures-table", figures.table, PUBLIC, ("published tables",), READ),
    row("robots.txt", "robots", feeds.robots, PUBLIC, (), READ),
)
