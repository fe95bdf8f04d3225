"""The catalogues and lock files, as `make check` looks at them; and that those looks can fail."""

import polib
import pytest

from tests.project import catalogues, lock_files


@pytest.mark.parametrize("language", sorted(catalogues.LANGUAGES))
def test_catalogue_is_complete_and_current(language: str):
    assert catalogues.faults(language) == []


def test_faults_finds_what_is_wrong(monkeypatch: pytest.MonkeyPatch, tmp_path):
    spoilt = polib.pofile(str(catalogues.path("ar")))
    singular = next(entry for entry in spoilt if "%(" in entry.msgid and not entry.msgid_plural)
    singular.msgstr = singular.msgstr.replace("%(", "%(x")
    letter = next(entry for entry in spoilt if "{contact}" in entry.msgid)
    letter.msgstr = letter.msgstr.replace("{contact}", "{contacto}")
    plural = next(entry for entry in spoilt if entry.msgid_plural)
    del plural.msgstr_plural[5]
    plain = next(
        e for e in spoilt if "%(" not in e.msgid and "{" not in e.msgid and not e.msgid_plural
    )
    plain.msgstr = ""
    gone = polib.POEntry(msgid="Nobody says this any more.", msgstr="x")
    spoilt.append(gone)
    spoilt.save(str(tmp_path / "messages.po"))
    monkeypatch.setattr(catalogues, "path", lambda language: tmp_path / "messages.po")

    found = catalogues.faults("ar")

    assert sorted(sentence.split(":")[0] for sentence in found) == [
        "5 plural forms",
        "no longer used",
        "other placeholders",
        "other placeholders",
        "untranslated",
    ]


def test_lock_files_satisfy_the_project():
    assert lock_files.faults() == []
