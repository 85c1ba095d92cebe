"""The vendored style sheets and scripts: unaltered since they were taken, and free of what we may not use."""

import gzip
import hashlib
import json
import re
from importlib.resources import files
from pathlib import Path

import pytest

STATIC = Path(str(files("custodiet.web") / "static"))
VENDOR = STATIC / "vendor"
MANIFEST = json.loads((VENDOR / "manifest.json").read_text())
TEXTS = sorted(path for path in STATIC.rglob("*") if path.suffix in {".css", ".js", ".svg"})
STYLES = [path for path in TEXTS if path.suffix == ".css"]
NOT_OURS_TO_USE = re.compile(r"GDS Transport|@font-face|\.woff|crest|crown|logotype", re.IGNORECASE)


def name(path):
    return str(path.relative_to(STATIC))


def test_every_vendored_file_has_the_digest_written_in_the_manifest():
    found = {
        str(path.relative_to(VENDOR)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in VENDOR.rglob("*")
        if path.is_file() and path.name != "manifest.json" and path.suffix != ".gz"
    }
    assert found == MANIFEST["files"]


def test_each_style_sheet_and_script_that_we_did_not_write_lies_there_compressed_too_and_is_the_same():
    packed = {path: gzip.decompress(path.with_name(f"{path.name}.gz").read_bytes()) for path in TEXTS if is_packed(path)}
    assert len(packed) == 4 and all(path.read_bytes() == whole for path, whole in packed.items()), "run python -m tools.compressed"


def is_packed(path):
    return VENDOR in path.parents and path.suffix in {".css", ".js"}


def test_the_manifest_names_the_two_libraries_and_their_versions():
    assert MANIFEST["packages"] == {"govuk-frontend": "6.6.0", "@ministryofjustice/frontend": "11.1.0"}


@pytest.mark.parametrize(
    ("folder", "owner"),
    [
        ("govuk", "Crown Copyright (Government Digital Service)"),
        ("moj", "Crown Copyright (Ministry of Justice)"),
    ],
)
def test_each_library_carries_its_licence_and_its_copyright_line(folder, owner):
    licence = (VENDOR / folder / "LICENSE.txt").read_text()
    assert owner in licence
    assert "Permission is hereby granted, free of charge" in licence


@pytest.mark.parametrize("path", TEXTS, ids=name)
def test_no_font_crest_crown_or_logotype_is_shipped(path):
    assert NOT_OURS_TO_USE.findall(path.read_text()) == []


def test_no_font_file_is_shipped():
    assert [path for path in STATIC.rglob("*") if path.suffix in {".woff", ".woff2", ".ttf", ".otf", ".eot"}] == []


@pytest.mark.parametrize("path", STYLES, ids=name)
def test_a_style_sheet_fetches_only_files_that_lie_beside_it(path):
    css = path.read_text()
    assert "@import" not in css
    for address in re.findall(r"url\(\s*[\"']?([^\"')]+)", css):
        assert (path.parent / address).is_file(), f"{name(path)} asks for {address}"


@pytest.mark.parametrize("path", [path for path in TEXTS if path.suffix == ".js"], ids=name)
def test_a_script_fetches_nothing_from_elsewhere(path):
    addresses = set(re.findall(r"(?:https?:)?//[a-z0-9-]+\.[a-z0-9.]+", re.sub(r"(?m)^\s*//.*$", "", path.read_text())))
    assert addresses <= {"http://www.w3.org"}, "only the names of the SVG vocabulary may look like an address"


@pytest.mark.parametrize("path", TEXTS, ids=name)
def test_no_file_points_at_a_source_map_that_is_not_shipped(path):
    assert "sourceMappingURL" not in path.read_text()
