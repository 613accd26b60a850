"""Both readers of a form agree: the light one that takes right files, and pydantic, which finds every mistake."""

from dataclasses import dataclass, fields, is_dataclass
from datetime import date, datetime, time
from typing import Annotated, Any, Literal, get_args, get_origin

import pytest
import tomli_w
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import ValidationError

from coach.files import forms, toml
from coach.files.exercises.figure_form import FigureForm
from coach.files.exercises.form import CuesForm, LimitsForm
from coach.files.forms import Length, Passes, Within, pydantic_models
from coach.files.forms import check as validate
from coach.files.profile import Answers
from coach.files.routines.form import ExerciseForm, RoutineForm
from coach.files.settings import Settings


@dataclass(frozen=True, slots=True, kw_only=True)
class Inner:
    pairs: tuple[tuple[float, ...], ...] = ()
    return_: Annotated[str, Length(0, 9), Passes(lambda text: "not this" if "x" in text else None, "text")] = ""
    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EveryKind:
    """What no file of ours has yet: numbers without a bound, lists in lists, a key that is a Python word."""

    number: float
    count: int = 0
    inner: Inner = Inner()
    more: Annotated[tuple[Inner, ...], Length(1, 3)] | None = None


FORMS = (Answers, RoutineForm, ExerciseForm, Settings, EveryKind, CuesForm, LimitsForm, FigureForm)
CHARACTERS = st.characters(exclude_categories=["Cs"])
FEW = settings(max_examples=30)

# Whatever TOML can hold, and mostly what is nearly right: numbers around every bound, words of the choices.
NUMBERS = st.one_of(
    st.integers(-3, 25), st.sampled_from([81, 121, 300, 301, 721, 1440, 2001, 6401, 10**20, -(10**20), 10**400]),
    st.floats(-1, 40), st.sampled_from([float("nan"), float("inf"), -float("inf"), 1e300, -0.0]),
)  # fmt: skip
SCALARS = st.one_of(
    NUMBERS, st.booleans(), st.text(max_size=90), st.datetimes(), st.dates(), st.times(),
    st.sampled_from(["full", "stenosis", "none_other", "dark", "en", "", "x" * 301]),
)  # fmt: skip
ANYTHING = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=9), inner, max_size=3)
)


def right_value(hint: Any) -> st.SearchStrategy[Any]:
    """Values that a declared type should take, right at its bounds as well."""
    kind, rules, _ = forms.split(hint)
    within = next((rule for rule in rules if isinstance(rule, Within)), Within(-9, 9))
    checks = [rule for rule in rules if isinstance(rule, Passes)]
    length = next((rule for rule in rules if isinstance(rule, Length)), Length(0, 3))
    if kind is int:
        return st.integers(int(within.least), int(within.most))
    if kind is float:
        return st.floats(within.least, within.most) | st.integers(-int(-within.least // 1), int(within.most))
    if kind is bool:
        return st.booleans()
    if kind is str:
        words = st.text("abäñ漢 {1}-" if checks else CHARACTERS, min_size=length.least, max_size=length.most)
        return words.filter(lambda text: all(check.holds(text) for check in checks))
    if kind is datetime:
        return st.datetimes()
    if get_origin(kind) is Literal:
        return st.sampled_from(get_args(kind))
    if is_dataclass(kind) and isinstance(kind, type):
        return right_table(kind)
    return st.lists(right_value(get_args(kind)[0]), min_size=length.least, max_size=length.most)


def right_table(form: Any) -> st.SearchStrategy[dict[str, Any]]:
    values = {key: right_value(forms.hints(form)[name]) for key, name in forms.keys(form).items()}
    needed = forms.required(form)
    return st.fixed_dictionaries(
        {key: values[key] for key in values if key in needed},
        optional={key: values[key] for key in values if key not in needed},
    )


@st.composite
def nearly_right(draw: st.DrawFn, form: Any) -> dict[str, Any]:
    """A right table with one to three things changed, deep inside as well."""
    table = draw(right_table(form))
    for _ in range(draw(st.integers(1, 3))):
        place: Any = table
        while place and draw(st.booleans()):
            key = draw(st.sampled_from(sorted(place))) if isinstance(place, dict) else len(place) - 1
            if not isinstance(place[key], dict | list):
                break
            place = place[key]
        change(draw, place, [*forms.keys(form), "unknown"])
    return table


def change(draw: st.DrawFn, place: Any, names: list[str]) -> None:
    if isinstance(place, list):
        place.append(draw(ANYTHING))
    elif place and draw(st.booleans()):
        del place[draw(st.sampled_from(sorted(place)))]
    else:
        place[draw(st.sampled_from([*place, *names]))] = draw(ANYTHING)


def by_pydantic(form: Any, data: object) -> object:
    try:
        model = pydantic_models.model_of(form).model_validate(data, strict=True)
    except ValidationError:
        return None
    return pydantic_models.value_of(form, model)


def shown(value: Any) -> str:
    """With the type of each number: 1 and 1.0 are equal, but not the same."""
    return repr(value)


@pytest.mark.parametrize("form", FORMS)
@FEW
@given(data=st.data())
def test_what_is_right_is_taken_by_both_with_the_same_value(form: Any, data: st.DataObject) -> None:
    table = data.draw(right_table(form))
    taken = forms.take(form, table)
    assert taken is not None
    assert shown(taken) == shown(by_pydantic(form, table))


@pytest.mark.parametrize("form", FORMS)
@FEW
@given(data=st.data())
def test_what_is_nearly_right_is_taken_by_both_or_by_neither(form: Any, data: st.DataObject) -> None:
    table = data.draw(nearly_right(form))
    assert shown(forms.take(form, table)) == shown(by_pydantic(form, table))


@pytest.mark.parametrize("form", FORMS)
@FEW
@given(value=ANYTHING, data=st.data())
def test_any_value_at_any_key_is_taken_by_both_or_by_neither(form: Any, value: object, data: st.DataObject) -> None:
    table = data.draw(right_table(form)) | {data.draw(st.sampled_from([*forms.keys(form)])): value}
    assert shown(forms.take(form, table)) == shown(by_pydantic(form, table))


@pytest.mark.parametrize(
    "wrong",
    [
        {"number": float("nan")}, {"number": float("inf")}, {"number": True}, {"number": 10**400}, {"number": "1"},
        {"number": 1, "count": True}, {"number": 1, "count": 1.0}, {"number": 1, "inner": {"return": "x"}},
        {"number": 1, "inner": {"return_": "a"}}, {"number": 1, "inner": {"at": date(2026, 1, 1)}},
        {"number": 1, "inner": {"pairs": [1.0]}}, {"number": 1, "inner": {"pairs": [[float("nan")]]}},
        {"number": 1, "inner": []}, {"number": 1, "more": []}, {"number": 1, "more": {}}, {},
    ],
    ids=str,
)  # fmt: skip
def test_neither_takes_what_is_wrong(wrong: dict[str, Any]) -> None:
    assert forms.take(EveryKind, wrong) is None
    assert by_pydantic(EveryKind, wrong) is None


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("data", [[], "text", 3, None, date(2026, 1, 1), time(8)])
def test_only_a_table_is_taken(form: Any, data: object) -> None:
    assert forms.take(form, data) is None
    assert by_pydantic(form, data) is None


@pytest.mark.parametrize("form", FORMS)
@FEW
@given(data=st.data())
def test_a_file_is_either_taken_or_has_a_mistake(form: Any, data: st.DataObject) -> None:
    document = toml.parse(tomli_w.dumps(data.draw(nearly_right(form))), "file.toml")
    value, mistakes = validate.read(document, form)
    assert (value is None) == bool(mistakes)


@pytest.mark.parametrize("form", FORMS)
def test_what_a_file_may_leave_out_it_may_also_say(form: Any) -> None:
    """Every default keeps to its own bounds."""
    for field in fields(form):
        kind, rules, optional = forms.split(forms.hints(form)[field.name])
        if field.name.removesuffix("_") in forms.required(form):
            continue
        if field.default is None:
            assert optional
        else:
            assert all(rule.holds(field.default) for rule in rules), (kind, field)
