"""The app package is one Teams takes."""

import io
import json
import struct
import zipfile
import zlib

import pytest

from adapters.teams import TeamsSettings, icons, manifest, words

SETTINGS = TeamsSettings(app_id="11111111-2222-3333-4444-555555555555", public_url="https://convener.example.org/")


def test_the_package_has_its_three_files_at_its_root() -> None:
    with zipfile.ZipFile(io.BytesIO(manifest.package(SETTINGS))) as archive:
        assert archive.namelist() == ["manifest.json", "color.png", "outline.png"]
        assert json.loads(archive.read("manifest.json")) == manifest.manifest(SETTINGS)


def test_the_same_settings_make_the_same_package() -> None:
    assert manifest.package(SETTINGS) == manifest.package(SETTINGS)


def test_the_manifest_says_what_teams_requires() -> None:
    made = manifest.manifest(SETTINGS, "1.2.3")
    required = {"manifestVersion", "version", "id", "developer", "name", "description", "icons", "accentColor", "bots"}
    assert required - made.keys() == set()
    assert (made["version"], made["id"], made["validDomains"]) == ("1.2.3", SETTINGS.app_id, ["convener.example.org"])
    assert [bot["scopes"] for bot in made["bots"]] == [["personal", "team", "groupChat"]]
    assert made["developer"]["privacyUrl"] == "https://convener.example.org/privacy"


def test_teams_is_asked_to_tell_what_was_read_only_where_that_is_wanted() -> None:
    assert "authorization" not in manifest.manifest(SETTINGS)
    made = manifest.manifest(SETTINGS, receipts=True)
    assert made["authorization"]["permissions"]["resourceSpecific"] == [
        {"name": "ChatMessageReadReceipt.Read.Chat", "type": "Application"}
    ]
    assert made["webApplicationInfo"]["id"] == SETTINGS.app_id


def test_every_text_fits_its_place() -> None:
    sizes = [len(text) for text in (words.APP_NAME, words.APP_FULL_NAME, words.APP_SHORT, words.APP_LONG)]
    assert [size for size, most in zip(sizes, (30, 100, 80, 4000), strict=True) if size > most] == []
    assert [name for name, text in words.COMMANDS if len(name) > 32 or len(text) > 128] == []


@pytest.mark.parametrize(
    "settings", [TeamsSettings(), TeamsSettings(app_id="a"), TeamsSettings(app_id="a", public_url="http://x")]
)
def test_a_manifest_teams_would_refuse_is_not_made(settings: TeamsSettings) -> None:
    with pytest.raises(manifest.NotReady):
        manifest.package(settings)


@pytest.mark.parametrize(("drawn", "size"), [(icons.color(), 192), (icons.outline(), 32)])
def test_a_picture_is_a_png_of_its_size(drawn: bytes, size: int) -> None:
    assert drawn[:8] == b"\x89PNG\r\n\x1a\n"
    assert struct.unpack(">II", drawn[16:24]) == (size, size)
    rows = zlib.decompress(drawn[41 : 41 + struct.unpack(">I", drawn[33:37])[0]])
    pixels = {rows[y * (size * 4 + 1) + 1 + x * 4 :][:4] for y in range(size) for x in range(size)}
    assert b"\xff\xff\xff\xff" in pixels
    assert len(rows) == size * (size * 4 + 1)


def test_the_outline_is_white_on_nothing() -> None:
    rows = zlib.decompress(icons.outline()[41:-16])
    colours = {rows[y * 129 + 1 + x * 4 :][:3] for y in range(32) for x in range(32)}
    assert colours == {b"\xff\xff\xff"}
