"""Every mistake of a file at once: what is read on behind a mistake of syntax, and what only follows from it."""

import random
from datetime import datetime
from time import process_time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coach.app.check_files import Checker
from coach.core.model.mistakes import MistakesError
from coach.files import toml
from coach.files.exercises import load_shipped
from coach.files.paths import Home, shipped
from coach.files.routines import parse

HEAD = 'format = 1\nname = "Mine"\n\n'
SHIPPED = [path.read_text("utf-8") for path in sorted(shipped("routines").glob("*.toml"))]
SIGNS = "\"'[]{}=,.#:;\n -_1x“é\\\x1b\xa0\xad\u2028\u043e\uff11"
NOW = datetime(2026, 11, 23, 8)


@pytest.fixture(scope="module")
def checker(tmp_path_factory: pytest.TempPathFactory) -> Checker:
    data = tmp_path_factory.mktemp("home")
    home = Home(data, data / "cache")
    home.exercises.mkdir()
    home.routines.mkdir()
    return Checker(home, NOW)


def found(checker: Checker, text: str) -> list[str]:
    """What `coach check` finds in a routine: line, column, rule and what to write."""
    path = checker.home.routines / "mine.toml"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    told = checker.check(path, "mine.toml")
    return [" ".join(f"{each.line}:{each.column} {each.rule} {each.help}".split()) for each in told]


def test_mistakes_of_syntax_and_of_meaning_come_together_with_what_to_write(checker: Checker) -> None:
    text = (
        'format = 1\nname = “Mine”\nwords = "loud"\n\n[[exercise]\nid = bird_dgo\nreps: 5\nhold s = 2,\n\n'
        '[[exercise]]\nid = "clamshell\nrepz = 3\nrest_s = 1:30 # between the sets\n'
    )
    assert [line.split()[:2] for line in found(checker, text)] == [
        ["2:8", "syntax"],
        ["3:9", "choice"],
        ["5:12", "syntax"],
        ["6:6", "syntax"],
        ["6:6", "unknown-exercise"],
        ["7:5", "syntax"],
        ["8:6", "syntax"],
        ["11:16", "syntax"],
        ["12:1", "unknown-key"],
        ["13:11", "syntax"],
    ]
    written = [line.partition("write: ")[2] for line in found(checker, text) if " syntax " in line]
    assert written == [
        'name = "Mine"',
        "[[exercise]]",
        'id = "bird_dgo"',
        "reps = 5",
        "hold_s = 2",
        'id = "clamshell"',
        "rest_s = 90",
    ]


@pytest.mark.parametrize(
    ("body", "where"),
    [
        # What a line that could not be read would have said is not missing.
        ("[[exercise]]\nid =\nreps = 5\n", ["5:5"]),
        ("[[exercise]]\n= 5\n", ["5:1"]),
        # Nor is what stands below a header that could not be read judged as if it stood above.
        ('[[exercise]]\nid = "brace"\n[[]]\nid = "clamshell"\nname = 3\n', ["6:3"]),
        ('name = "Mine"\n[[exercise]]\nid = "brace"\n', ["4:1"]),
        ('[exercise]\nid = "brace"\n[exercise]\nid = "clamshell"\nreps = "x"\n', ["4:1", "6:1", "8:8"]),
        ('[exercise]\nid = "brace"\n[[exercise]]\nid = "clamshell"\n', ["4:1"]),
        ('[[exercise]] id = "brace"\nreps = 5\n', ["4:14"]),
        ('[[exercise]]\nid = "brace" reps = 5\nrepz = 1\n', ["5:14", "6:1"]),
        ('[[exercise]]\nid = "brace"\ntempo_s = [\n  3,\n  3\nreps = 5\nrepz = 1\n', ["6:11", "10:1"]),
        ('[[exercise]]\nid = "brace"\nnote = """Slowly,\nas far as it goes.\nrepz = 1\n', ["6:8", "8:1"]),
        # Two texts that are not closed would else be one, with the exercise between them.
        (
            '[[exercise]]\nid = "brace"\nnote = """\na\n[[exercise]]\nid = "clamshell"\nnote = """\na\n',
            ["6:8", "10:8"],
        ),
        ('<<<<<<< mine\n[[exercise]]\nid = "brace"\n=======\n[[exercise]]\nid = 3\n>>>>>>> other\n', ["4:1"]),
        ('[[exercise]]\nid = "brace"\n// slowly\nreps = 5 // not more\n- rest_s = 30\n', ["6:1", "7:10", "8:1"]),
    ],
)
def test_what_follows_from_a_mistake_is_not_told(checker: Checker, body: str, where: list[str]) -> None:
    assert [line.split()[0] for line in found(checker, HEAD + body)] == where


def test_an_empty_file_and_one_of_comments_are_told_what_a_routine_has(checker: Checker) -> None:
    for text in ("", "\n\n", "# [[exercise]]\n"):
        assert found(checker, text) == ["1:1 missing"]
        (only,) = checker.check(checker.home.routines / "mine.toml", "mine.toml")
        assert ("only comments" in only.message) == ("#" in text)
        assert "[[exercise]]" in only.message


def test_letters_that_only_look_plain_are_named(checker: Checker) -> None:
    text = HEAD + '[[exercise]]\nid = "bird_d\u043eg"\nr\u0435ps = 6\n"s\u0435ts" = 1\n'
    path = checker.home.routines / "mine.toml"
    path.write_text(text, "utf-8")
    assert [each.message for each in checker.check(path, "mine.toml")] == [
        "unknown exercise 'bird_d\u043eg', where '\u043e' (U+043E) is Cyrillic; did you mean 'bird_dog'?",
        "in this key '\u0435' (U+0435) is Cyrillic; write it in plain letters: reps = 6",
        "unknown key 's\u0435ts', where '\u0435' (U+0435) is Cyrillic; did you mean 'sets'?",
    ]


@pytest.mark.parametrize(
    ("body", "where", "says"),
    [
        ('[[exercises]]\nid = "brace"\nrepz = 1\n', ["4:1", "6:1"], "[[exercise]] in place of [[exercises]]"),
        ("[[exercises.bird_dog]]\nrepz = 1\n", ["4:1", "4:1", "5:1"], "[[exercise]]"),
        ('[[exercises.warm_up]]\nid = "brace"\n', ["4:1", "4:1"], 'such as id = "bird_dog"'),
        ("[exercise.limits]\nreps = 1\n", ["4:1", "4:1"], 'such as id = "bird_dog"'),
        ('exercise = ["brace", "clamshell"]\n', ["4:12"], 'under it id = "brace"'),
        ('[[exercise]]\nid = "brace"\n[[exercise.set]]\nreps = 1\n', ["6:1"], "take its header out"),
        ('[[exercise]]\nname = "Hip bridge"\n', ["4:1", "5:1"], 'id = "glute_bridge"'),
        ("[bird_dog]\nrepz = 4\n[Clamshell]\n", ["4:1", "5:1", "6:1"], 'under it id = "clamshell"'),
        ('clamshell = "2x8"\n', ["4:1"], 'id = "clamshell" and sets = 2 and reps = 8'),
        ("[exercise bird_dog]\nreps = 4\n", ["4:1"], 'under it id = "bird_dog"'),
        ('exercises = ["brace"]\n', ["4:13"], 'under it id = "brace"'),
        ('[[exercise]]\nid = "brace"\n[[Exercise]]\nid = "brace"\n', ["6:1", "7:6"], "[[Exercise]]"),
        (
            '[routine]\nvoice = "loud"\n[[routine.exercise]]\nid = 3\n',
            ["4:1", "5:9", "6:11", "7:6"],
            "[routine] out",
        ),
    ],
)
def test_exercises_that_stand_elsewhere_are_told_and_read(
    checker: Checker, body: str, where: list[str], says: str
) -> None:
    assert [line.split()[0] for line in found(checker, HEAD + body)] == where
    messages = [each.message for each in checker.check(checker.home.routines / "mine.toml", "mine.toml")]
    assert any(says in message for message in messages), messages


def test_a_file_in_an_older_coding_is_read_on(checker: Checker) -> None:
    path = checker.home.routines / "mine.toml"
    path.write_bytes(
        (HEAD.replace("Mine", "R\u00fccken") + "[[exercise]]\nid = brace\nrepz = 3\n").encode("cp1252")
    )
    told = [(each.line, each.column, each.rule) for each in checker.check(path, "mine.toml")]
    assert told == [(2, 10, "file"), (5, 6, "syntax"), (6, 1, "unknown-key")]
    path.write_bytes("\ufeffformat = 1\n".encode("utf-16"))
    (only,) = checker.check(path, "mine.toml")
    assert (only.line, only.column, "UTF-16" in only.message) == (1, 1, True)


def test_another_language_is_told_once(checker: Checker) -> None:
    for text in (
        '{"format": 1,\n "exercise": [\n',
        "name: Mine\nexercises:\n- id: brace\n- id: clamshell\n",
        "<html>\n",
        "a = 1\rb = 2\r",
    ):
        assert len(found(checker, text)) == 1


def test_a_routine_that_is_played_says_all_of_them_too() -> None:
    with pytest.raises(MistakesError) as caught:
        parse(HEAD + "[[exercise]]\nid = brace\nreps: 5\n", "mine.toml", load_shipped())
    assert [mistake.line for mistake in caught.value.mistakes] == [5, 6]


@pytest.mark.parametrize(
    "line",
    [
        "rep{0} = 1\n",
        "rep{0}: 1\n",
        '[[exercise]]\nid = "bird_dg{0}"\n',
        "a = [\n",
        'a = """x\n',
        "a.b.c.d.e.f.g.h.i.j.k.l.m.n.o{0} = 1\n",
        "[a.b.c.d.e.f.g.h.i.j.k.l.m.n.o{0}]\n",
        "x" * 19_000 + "\n",
        "a = 1" + " " * 19_000 + "b\n",
        "[" * 19_000 + "\n",
        "a{0} = [" + "1, " * 6_000 + "]\n",
        "a." * 9_000 + "a = 1\n",
    ],
    ids=lambda line: line[:12].strip(),
)
@pytest.mark.parametrize("most", [5_000, 1_000_000])
def test_a_large_file_is_judged_with_little_work(checker: Checker, line: str, most: int) -> None:
    text = "".join(line.format(number) for number in range(most // (len(line) + 4)))
    before = process_time()
    assert found(checker, text[:1_000_000])
    assert process_time() - before < 5  # Measured below one; what is counted is this process's own work.


@given(st.integers(0, 2**32))
def test_no_slip_of_the_hand_in_a_shipped_routine_is_too_much(checker: Checker, seed: int) -> None:
    """Whatever is taken out, put in or put elsewhere: no traceback, and every mistake inside the file."""
    text = mutated(random.Random(seed))
    path = checker.home.routines / "mine.toml"
    path.write_bytes(text.encode())
    lines = text.replace("\r\n", "\n").split("\n")
    for mistake in checker.check(path, "mine.toml"):
        assert 1 <= mistake.line <= len(lines)
        assert 1 <= mistake.column <= len(lines[mistake.line - 1]) + 1
        assert str(mistake).isprintable()
        assert mistake.help.isprintable()


def mutated(chance: random.Random) -> str:
    text = chance.choice(SHIPPED)
    for _ in range(chance.choice((1, 1, 2, 6))):
        start = chance.randrange(len(text) + 1)
        end = start + chance.choice((0, 0, 1, 1, 4, 30))
        typed = chance.choice(("", *SIGNS, '"""', "[[", "[exercise]\n", "- ", "\r\n", "reps = 1\n"))
        text = text[:start] + typed + text[end:]
    return text


def test_positions_are_those_of_the_file_also_behind_a_line_that_is_read_as_two() -> None:
    document = toml.parse("a = 1 b = 2\nc = 3\n", "f.toml", recover=True)
    assert document.data == {"a": 1, "b": 2, "c": 3}
    assert [document.at([key])[0] for key in "abc"] == [1, 1, 2]
