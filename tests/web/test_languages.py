"""The pages for the public and for the people it is for in Welsh: every word translated, and the address alone says the language."""

import gettext
import io
import re
from datetime import date
from itertools import pairwise

import pytest
from django.conf import settings as house
from django.template.loader import render_to_string
from django.test import Client
from django.urls import get_script_prefix
from django.utils import translation

from custodiet.casework import neutral
from custodiet.casework.actions import portal_keys
from custodiet.casework.models import Involvement, Neutral, Part, ReportWay
from custodiet.figures.measures import BY_KEY as MEASURES
from custodiet.web.figure_tables import tables_of
from custodiet.web.languages import ROOMS
from custodiet.web.portal import mine_words
from custodiet.web.portal.routes import PORTAL_ROUTES
from custodiet.web.public.routes import PUBLIC_ROUTES
from custodiet.web.routes import ROUTES
from custodiet.web.templatetags.house import british
from tests.permissions.world import World
from tests.web.markup import Element, read
from tools import catalog, languages

WESSEX = {"name": "Wessex Vale Constabulary", "name_welsh": "Heddlu Dyffryn Wessex"}
FOLDER = languages.LOCALE / "cy" / "LC_MESSAGES"
WELSH = catalog.read(FOLDER / "django.po")
ENGLISH_WORDS = re.compile(r"\b(the|you|your|we|this|that|with|what|and|not|who|how|when|where|are|for|from|please|send)\b", re.IGNORECASE)
SPOKEN = ("alt", "aria-label", "placeholder", "title", "data-one", "data-two", "value")
NOT_PAGES = ("feed", "table", "diary", "pdf", "robots", "file", "leave")
"""In the names of addresses that answer with something else than a page."""


# --- the words ---


def test_every_string_is_translated_with_all_its_placeholders_and_nobody_forgot_to_gather_them(capsys):
    assert languages.main(["--check"]) == 0, capsys.readouterr().out


def test_a_string_that_is_missing_doubtful_or_lost_a_placeholder_is_named():
    said = [catalog.Entry(("Step %(step)s", ""), places=("one.html",)), catalog.Entry(("%s day", "%s days"))]
    for given, told in (
        ({}, "not translated"),
        ({("Step %(step)s", ""): catalog.Entry(("Step %(step)s", ""), ("Cam %(step)s",), fuzzy=True)}, "not translated (fuzzy)"),
        ({("Step %(step)s", ""): catalog.Entry(("Step %(step)s", ""), ("Cam",))}, "a placeholder differs (%(step)s)"),
    ):
        found = list(languages.faults(catalog.merged(catalog.Catalog("nplurals=4;", given), said)))
        assert found[0].startswith(told) and "Step %(step)s" in found[0]
        assert found[1] == "not translated: “%s day” in "


def test_the_compiled_words_are_those_of_the_catalog_and_gettext_reads_them():
    made = (FOLDER / "django.mo").read_bytes()
    assert made == catalog.compiled(WELSH)
    known = gettext.GNUTranslations(io.BytesIO(made))
    for (one, many), entry in WELSH.entries.items():
        if many:
            assert [known.ngettext(one, many, count) for count in (1, 2, 3, 8)] == list(entry.said)
        else:
            assert known.gettext(one) == entry.said[0]


def test_welsh_counts_and_names_the_months_as_django_expects_it():
    with translation.override("cy"):
        page = render_to_string("public/outcome_list.html", {"outcomes": [{"title": "X", "url": "/", "on": date(2023, 12, 18)}]})
        assert "cyhoeddwyd 18 Rhagfyr 2023" in page
        assert british(date(2024, 7, 1)) == "1 Gorffennaf 2024"  # which Django misspells
        assert [translation.ngettext("%s day", "%s days", count) % count for count in (1, 2, 5)] == ["1 diwrnod", "2 ddiwrnod", "5 diwrnod"]


# --- the pages ---


def spoken(page):
    """What a page says to a reader of its language, piece by piece; not what is marked as being in English."""

    def within(element):
        if element.tag in ("script", "style") or element.attrs.get("lang") == "en":
            return
        for name in SPOKEN:
            hidden = name == "value" and (element.tag != "input" or element.attrs.get("type") not in ("submit", "button"))
            if element.attrs.get(name) and not hidden:
                yield element.attrs[name]
        for each in element.children:
            yield from within(each) if isinstance(each, Element) else [each] if each.strip() else []

    return [" ".join(each.split()) for each in within(read(page))]


def english(page):
    """The English that a page says: a string of the catalog, or a piece of one around its placeholders, or an everyday word."""
    said = spoken(page)
    for entry in WELSH.entries.values():
        for one in filter(None, entry.id):
            if one in entry.said or one in EVERYWHERE:
                continue
            pieces = [piece.strip() for piece in re.split(r"%\(\w+\)s|%s|{\w+}", one)]
            longest = max(pieces, key=len)
            yield from (one for each in said if each == one or (len(longest) > 12 and longest in each))
    yield from (each for each in said if ENGLISH_WORDS.search(each))


EVERYWHERE = {entry.said[0] for entry in WELSH.entries.values()}
"""What is a word in both languages is no English."""


def pages_of(world):
    """Every public address that answers with a page, and those of the portal that need nothing told before."""
    routes = [route for route in (*PUBLIC_ROUTES, *PORTAL_ROUTES) if "GET" in route.methods]
    return [world.address(route) for route in routes if not any(word in route.name for word in NOT_PAGES)]


def her_own(world):
    """A browser on the page of the person who was harmed."""
    given = portal_keys.give(involvement=Involvement.objects.get(case=world.case, role=Part.VICTIM.value), by=world.opener)
    client = Client()
    answer = client.post("/cy/m/in/", {"link": given.link, "code": given.code})
    assert (answer.status_code, answer["Location"]) == (302, "/cy/m/")
    return client


@pytest.mark.django_db
def test_no_public_page_and_no_page_of_the_portal_says_anything_in_english_when_it_is_asked_for_in_welsh(settings):
    settings.POLICY = {"force": WESSEX, "publication": {"archive": True}}
    world = World()
    for client, addresses in ((Client(), pages_of(world)), (her_own(world), ["/m/", "/m/talk/", "/m/more/"])):
        for address in addresses:
            answer = client.get(f"/cy{address}", follow=True)
            page = answer.content.decode()
            assert 'lang="cy"' in page and answer["Content-Language"] == "cy", address
            assert list(english(page)) == [], address
    for what in ("review", "sorry", "come", "reach"):
        answer = her_own(world).post(f"/cy/m/ask/{what}/", {"ways": ["none of these"], "email": "x", "words": "x" * 10_001})
        assert answer.status_code == 200 and list(english(answer.content.decode())) == [], what
    assert list(english(Client().get("/outcomes/").content.decode()))  # English would be found


WRONG = {"way": "", "words": "", "named": "", "email": "x", "ways": ["safe_to_email"], "support": "yes"}
GIVEN = {
    "who": {"way": ReportWay.PERSON.value},
    "what": {"words": "Stori"},
    "name": {"named": "no"},
    "reach": {"ways": ["safe_to_text"], "phone": "07700 900321"},
    "help": {"support": "no"},
}
"""What is answered on the pages that can be answered wrongly."""


def test_a_published_table_says_the_same_numbers_in_welsh_and_what_it_no_longer_knows_as_it_was_approved():
    measure = MEASURES["complaints-made"]
    table = {
        "measure": measure.named, "title": measure.title, "unit": "cases", "definition": "Counted otherwise.", "source": "A guide",
        "by": ["Class"], "sentence": "In 2023 1,240 complaints were made.", "rows": ["complaint"], "columns": ["all"],
        "given": [["complaint", "all", 1240], ["total", "all", 1240], ["complaint", "total", 1240], ["total", "total", 1240]],
    }  # fmt: skip
    with translation.override("cy"):
        (shown,) = tables_of({"tables": [table]}, "2023")
        assert shown["sentence"] == "2023: gwnaed 1,240 o gwynion."
        assert [[cell["text"] for cell in row] for row in shown["rows"]] == [["Cwyn", "1,240"], ["Cyfanswm", "1,240"]]
        assert (shown["definition"], shown["head"]) == ("Counted otherwise.", ["Dosbarth", "Nifer"])
        (older,) = tables_of({"tables": [{**table, "measure": "complaints-made/0"}]}, "2023")
        assert older["sentence"] == "In 2023 1,240 complaints were made."
    assert tables_of({"tables": [table]})[0]["sentence"] == table["sentence"]


@pytest.mark.django_db
def test_a_whole_report_is_told_in_welsh_and_no_page_of_it_says_anything_in_english():
    client, at, seen = Client(), "/cy/form/who/", []
    while at not in seen:
        page = client.get(at).content.decode()
        assert list(english(page)) == [], at
        seen.append(at)
        name = at.split("/")[-2]
        if name in GIVEN:
            wrong = client.post(at, WRONG)
            if wrong.status_code == 200:
                sent = wrong.content.decode()
                assert "Gwall:" in sent and list(english(sent)) == [], at
                assert read(sent).all("p", "top__language") == []  # what stands in the form would be lost
        led = read(page).all("a", "govuk-button")[0].attrs["href"] if name == "code" else ""
        at = led or client.post(at, GIVEN.get(name, {})).get("Location", at)
        assert at.startswith("/cy/form/")
    assert {"/cy/form/code/", "/cy/form/check/", "/cy/form/done/", "/cy/form/help/"} <= set(seen)


def test_every_sentence_of_her_page_is_there_in_welsh():
    with translation.override("cy"):
        said = [str(words) for each in (mine_words.STAGES, mine_words.FOUND, mine_words.IMPOSED) for words in each.values()]
        seen = {"hearing_told": True, "apologies": [{"what": "asked", "on": date(2024, 3, 1)}], "closed": True}
        page = render_to_string("portal/mine.html", {"where": said, "seen": seen, "done": True})
    assert list(english(page)) == []
    assert "Gofynnoch amdano ar 1 Mawrth 2024" in page


# --- the address ---


@pytest.mark.django_db
def test_the_address_alone_says_the_language_and_the_link_leads_to_the_same_page():
    client = Client(headers={"Accept-Language": "cy"})
    for address, other, lang in (("/form/what/?then=check", "/cy/form/back/", "cy"), ("/cy/outcomes/", "/outcomes/", "en")):
        answer = client.get(address, follow=True)
        link = read(answer.content.decode()).one("a", rel="alternate")
        assert (link.attrs["href"], link.attrs["lang"], link.text) == (other, lang, {"cy": "Cymraeg", "en": "English"}[lang])
    assert client.get("/outcomes/")["Content-Language"] == "en-gb"
    assert "Accept-Language" not in client.get("/outcomes/").get("Vary", "")
    assert house.LANGUAGE_COOKIE_NAME not in client.cookies and get_script_prefix() == "/"


@pytest.mark.django_db
def test_every_link_of_a_welsh_page_leads_on_in_welsh():
    client = Client()
    for address in ("/cy/outcomes/", "/cy/hearings/", "/cy/form/", "/cy/form/safe/", "/cy/m/in/", "/cy/withdrawn/"):
        page = read(client.get(address).content.decode())
        led = [each for each in page.all() if each.tag in ("a", "form") and each.attrs.get("rel") != "alternate"]
        there = {each.attrs.get("href") or each.attrs.get("action") for each in led}
        assert [each for each in there if each.partition("/")[0] == "" and not each.startswith("/cy/") and each != "/"] == [], address


@pytest.mark.django_db
def test_staff_read_english_and_no_page_of_theirs_is_there_in_welsh(django_user_model):
    client = Client(headers={"Accept-Language": "cy"})
    assert client.get("/cy/sign-in/").status_code == 404
    assert b'lang="en-gb"' in client.get("/sign-in/").content
    somebody = django_user_model.objects.create_user("somebody", role="head of department")
    client.force_login(somebody, backend="django.contrib.auth.backends.ModelBackend")
    assert b"/findings/" not in client.get("/cy/outcomes/none/").content


def test_the_rooms_that_are_there_in_every_language_are_those_of_the_public_and_the_portal():
    both = {route.path.partition("/")[0] for route in (*PUBLIC_ROUTES, *PORTAL_ROUTES)}
    assert both - {"robots.txt"} == set(ROOMS)
    others = {route.path.partition("/")[0] for route in ROUTES if route not in (*PUBLIC_ROUTES, *PORTAL_ROUTES)}
    assert others & set(ROOMS) == set()


@pytest.mark.django_db
def test_a_force_that_offers_no_other_language_has_none(client, settings):
    settings.POLICY = {"portal": {"languages": []}}
    assert client.get("/cy/form/").status_code == 404
    assert b"Cymraeg" not in client.get("/form/").content


@pytest.mark.django_db
def test_the_welsh_page_names_the_force_in_welsh(client, settings):
    settings.POLICY = {"force": WESSEX}
    assert b"Heddlu Dyffryn Wessex" in client.get("/cy/form/").content and b"Heddlu Dyffryn Wessex" not in client.get("/form/").content
    assert "Canlyniadau a gyhoeddwyd: Heddlu Dyffryn Wessex" in client.get("/cy/outcomes/feed.xml").content.decode()


# --- messages ---


def test_a_force_may_send_every_message_in_both_languages_and_neither_tells(settings):
    settings.POLICY = {"outgoing": {"address": "https://letters.example.org/m/", "languages": ["cy", "en"]}}
    for template in Neutral:
        composed = neutral.compose(template, "ABCD")
        assert composed.subject == "Neges i chi / A message for you"
        assert list(neutral.tells(composed)) == []
        assert composed.body.index("gallwch ei anwybyddu") < composed.body.index("you can leave it")
    assert "https://letters.example.org/cy/m/ABCD/" in neutral.compose(Neutral.WAY_IN, "ABCD").body
    assert list(neutral.tells(neutral.Composed("post@example.org", "Neges", "Mae gwrandawiad am gamymddwyn swyddog")))


@pytest.mark.parametrize("chosen", [None, [], ["xx"], "cy"])
def test_a_choice_of_languages_that_says_nothing_known_is_english(settings, chosen):
    settings.POLICY = {"outgoing": {"languages": chosen}}
    assert neutral.compose(Neutral.NEWS).subject == "A message for you"


def test_the_catalog_stands_in_the_order_of_the_files_that_say_it():
    places = [entry.places[0] for entry in WELSH.entries.values()]
    assert all(not (first.endswith(".py") and then.endswith(".html")) for first, then in pairwise(places))


# --- another language ---


@pytest.mark.django_db
def test_another_language_needs_a_folder_and_its_name_in_the_policy_and_no_code(client, settings, tmp_path):
    folder = tmp_path / "pl" / "LC_MESSAGES"
    folder.mkdir(parents=True)
    (folder / "django.po").write_text(catalog.written(catalog.Catalog(WELSH.head.replace("Language: cy", "Language: pl"))))
    begun = catalog.merged(catalog.read(folder / "django.po"), languages.gathered())
    assert len(list(languages.faults(begun))) == len(begun.entries) == len(WELSH.entries)
    begun.entries["Start", ""].said = ("Początek",)
    (folder / "django.mo").write_bytes(catalog.compiled(begun))
    settings.LANGUAGES, settings.LOCALE_PATHS = [*settings.LANGUAGES, ("pl", "pl")], [str(tmp_path)]
    settings.POLICY = {"portal": {"languages": ["pl"]}}
    page = read(client.get("/pl/form/").content.decode())
    assert page.one("html").attrs["lang"] == "pl" and page.one("title").text == "Początek"
    assert [each.text for each in read(client.get("/form/").content.decode()).all("a", rel="alternate")] == ["Polski"]
    assert client.get("/cy/form/").status_code == 404


def test_a_language_is_offered_for_every_folder_of_words():
    assert {code for code, _name in house.LANGUAGES} == {"en-gb", *(path.parent.name for path in languages.folders())}
