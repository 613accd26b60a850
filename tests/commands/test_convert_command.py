"""`coach convert`: prints, or writes where it is told to, and writes over nothing else."""

from pathlib import Path

import pytest

from coach.cli import main

OLD = 'format = 1\r\n[[exercise]]\r\nid = "bird_dog"\r\nsets = 1\r\nreps = 8 # ten soon\r\n'
NEW = b'format = 2\r\n[[exercise]]\r\nid = "bird_dog"\r\ndose = "1x8"\r\n# ten soon\r\n'


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("COACH_HOME", str(tmp_path / "home"))
    path = tmp_path / "mine.toml"
    path.write_bytes(OLD.encode())
    return path


def test_it_prints_and_leaves_the_file(file: Path, capfdbinary: pytest.CaptureFixture[bytes]) -> None:
    assert main(["convert", str(file)]) == 0
    assert capfdbinary.readouterr().out == NEW
    assert file.read_bytes() == OLD.encode()


def test_it_writes_a_new_file_or_the_same_one_but_over_no_other(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    new, other = file.with_name("new.toml"), file.with_name("other.toml")
    other.write_text("mine", encoding="utf-8")
    assert main(["convert", str(file), "-o", str(new)]) == 0
    assert new.read_bytes() == NEW
    assert main(["convert", str(file), "-o", str(other)]) == 1
    assert "is there already and stays as it is" in capsys.readouterr().err
    assert other.read_text(encoding="utf-8") == "mine"
    assert main(["convert", str(file), "-o", str(file)]) == 0
    assert file.read_bytes() == NEW
