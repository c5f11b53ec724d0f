"""Film plays on its page with its captions, never by itself, and is no picture in a text."""

from __future__ import annotations

from pathlib import Path

from bs4 import BeautifulSoup

from tests import small_site
from tests.inspection.test_media import CAPTIONS, film

_ENTRY = """- id: lamp-film
  title: How a lamp is lit
  summary: A keeper lights a lamp.
  status: published
  published: 2026-11-21
  document_kind: film or sound
  about: A keeper lights a lamp.
  dated: 2026-11
  file_state: available
  file: files/lamp.mp4
  captions: files/lamp.vtt
"""


def with_film(folder: Path) -> Path:
    content = small_site.write(folder)
    documents = content / "documents.yml"
    documents.write_text(documents.read_text(encoding="utf-8") + _ENTRY, encoding="utf-8")
    (content / "files").mkdir(exist_ok=True)
    (content / "files" / "lamp.mp4").write_bytes(film())
    (content / "files" / "lamp.vtt").write_bytes(CAPTIONS)
    return content


def test_a_film_is_played_with_its_captions_and_never_by_itself(tmp_path: Path) -> None:
    outputs = {one.path: one.data for one in small_site.finished(with_film(tmp_path)).outputs}
    page = BeautifulSoup(outputs["documents/lamp-film/index.html"], "html.parser")
    video, track = (
        page.select_one("video"),
        page.select_one("video > track[kind=captions][default]"),
    )
    assert video is not None
    assert track is not None
    assert (video.has_attr("controls"), video["preload"]) == (True, "none")
    assert not video.has_attr("autoplay")
    assert outputs[str(video["src"]).removeprefix("/")] == film()
    assert outputs[str(track["src"]).removeprefix("/")] == CAPTIONS
    assert "media-src 'self'" in str(page.select_one("meta[http-equiv]"))


def test_a_film_named_as_a_picture_is_told_where_it_belongs(tmp_path: Path) -> None:
    content = with_film(tmp_path)
    home = content / "pages" / "index.md"
    text = home.read_text(encoding="utf-8") + "\n![A lamp](files/lamp.mp4)\n"
    home.write_text(text, encoding="utf-8")
    (issue,) = small_site.check(content)
    assert issue.message == "“files/lamp.mp4” is not a picture"
    assert "documents.yml" in issue.hint
