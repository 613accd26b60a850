"""Finds the exercise that somebody may have meant by another name; it must not know files or a screen."""

from collections.abc import Iterable, Mapping

from coach.core import lookalikes
from coach.core.exercise import Exercise
from coach.core.nearest_word import nearest

MOST = 2
# What these exercises are called elsewhere; of several the gentler comes first.
SYNONYMS: Mapping[str, tuple[str, ...]] = {
    "birddog": ("bird_dog",),
    "quadruped": ("bird_dog",),
    "pointer": ("bird_dog",),
    "opposite_arm_and_leg": ("bird_dog",),
    "bracing": ("brace",),
    "abdominal_brace": ("brace",),
    "tummy_brace": ("brace",),
    "tva": ("brace",),
    "drawing_in": ("brace",),
    "breathing": ("calm_breathing",),
    "deep_breathing": ("calm_breathing",),
    "belly_breathing": ("calm_breathing",),
    "diaphragmatic_breathing": ("calm_breathing",),
    "cat_camel": ("cat_cow",),
    "camel": ("cat_cow",),
    "cat": ("cat_cow",),
    "clam": ("clamshell",),
    "clams": ("clamshell",),
    "oyster": ("clamshell",),
    "crunch": ("curl_up",),
    "crunches": ("curl_up",),
    "sit_up": ("curl_up",),
    "sit_ups": ("curl_up",),
    "situps": ("curl_up",),
    "abs": ("curl_up",),
    "dying_bug": ("dead_bug",),
    "bridging": ("glute_bridge",),
    "pelvic_lift": ("glute_bridge",),
    "hip_lift": ("glute_bridge",),
    "hip_thrust": ("glute_bridge",),
    "leg_slide": ("heel_slide",),
    "leg_slides": ("heel_slide",),
    "leg_raise": ("standing_hip_abduction", "hip_abduction"),
    "leg_raises": ("standing_hip_abduction", "hip_abduction"),
    "leg_lift": ("standing_hip_abduction", "hip_abduction"),
    "leg_lifts": ("standing_hip_abduction", "hip_abduction"),
    "side_leg_raise": ("standing_hip_abduction", "hip_abduction"),
    "abduction": ("standing_hip_abduction", "hip_abduction"),
    "lunge_stretch": ("hip_flexor",),
    "psoas_stretch": ("hip_flexor",),
    "hip_flexor_stretch": ("hip_flexor",),
    "knee_hug": ("knee_to_chest",),
    "knees_to_chest": ("knee_to_chest",),
    "imprint": ("pelvic_tilt",),
    "tilt": ("pelvic_tilt",),
    "front_plank": ("wall_plank", "plank"),
    "forearm_plank": ("wall_plank", "plank"),
    "elbow_plank": ("wall_plank", "plank"),
    "cobra": ("prone_prop", "standing_extension"),
    "sphinx": ("prone_prop",),
    "mckenzie": ("prone_prop", "standing_extension"),
    "press_up": ("prone_prop",),
    "prone_press_up": ("prone_prop",),
    "upward_dog": ("prone_prop",),
    "extension": ("prone_prop", "standing_extension"),
    "back_bend": ("standing_extension",),
    "backbend": ("standing_extension",),
    "forward_bend": ("seated_flexion",),
    "forward_fold": ("seated_flexion",),
    "toe_touch": ("seated_flexion",),
    "flexion": ("knee_to_chest", "seated_flexion"),
    "marching": ("seated_march",),
    "march": ("seated_march",),
    "chair_stand": ("sit_to_stand",),
    "chair_squat": ("sit_to_stand",),
    "sit_stand": ("sit_to_stand",),
    "swallow": ("superman",),
    "back_lift": ("superman",),
    "back_extension": ("prone_prop", "standing_extension"),
}


def meant(word: str, exercises: Mapping[str, Exercise]) -> list[str]:
    """The ids of at most two exercises that the word may stand for, the gentler first; none where none is near."""
    wanted = lookalikes.folded(word)
    if not wanted:
        return []
    names = {id_: (lookalikes.folded(id_), lookalikes.folded(exercise.name)) for id_, exercise in exercises.items()}
    return (
        [id_ for id_, (own, _) in names.items() if wanted == own]
        or [id_ for id_ in SYNONYMS.get(wanted, ()) if id_ in exercises]
        or _by_words(wanted, names, exercises)
        or _similar(wanted, names, exercises)
        or _by_words(_corrected(wanted, names), names, exercises)
    )[:MOST]


def did_you_mean(word: str, exercises: Mapping[str, Exercise]) -> str:
    """ "; did you mean 'x' (Its name) or 'y'?"; "" where none is near."""
    close = meant(word, exercises)
    if not close:
        return ""
    wanted = set(lookalikes.folded(word).split("_"))
    shown = [
        f"'{id_}'"
        if wanted & set(id_.split("_")) or _alike(lookalikes.folded(word), id_)
        else f"'{id_}' ({exercises[id_].name})"
        for id_ in close
    ]
    return f"; did you mean {' or '.join(shown)}?"


def _alike(word: str, id_: str) -> bool:
    return bool(nearest(word, [id_], cutoff=0.7))


def _gentle(ids: Iterable[str], exercises: Mapping[str, Exercise]) -> list[str]:
    return sorted(ids, key=lambda id_: (exercises[id_].stage, id_))


def _by_words(wanted: str, names: Mapping[str, tuple[str, str]], exercises: Mapping[str, Exercise]) -> list[str]:
    """Those of whose names all words are in the other, one way or the other."""
    asked = {part for part in wanted.split("_") if len(part) > 2} or set(wanted.split("_"))
    inside = [id_ for id_, both in names.items() if any(asked <= set(each.split("_")) for each in both)]
    if inside:
        return _gentle(inside, exercises)
    around = [id_ for id_ in names if set(id_.split("_")) <= set(wanted.split("_")) and "_" in id_]
    return _gentle(around, exercises)


def _corrected(wanted: str, names: Mapping[str, tuple[str, str]]) -> str:
    """With the nearest word of any name for each."""
    known = {word for both in names.values() for name in both for word in name.split("_")}
    return "_".join((nearest(word, known, cutoff=0.75) or [word])[0] for word in wanted.split("_"))


def _similar(wanted: str, names: Mapping[str, tuple[str, str]], exercises: Mapping[str, Exercise]) -> list[str]:
    known: dict[str, str] = {}
    for id_, both in names.items():
        known |= dict.fromkeys(both, id_)
    known |= {id_: id_ for id_ in names}
    close = nearest(wanted, known, cutoff=0.66)
    if close:
        return [known[close[0]]]
    other = nearest(wanted, SYNONYMS, cutoff=0.8)
    return [id_ for id_ in SYNONYMS[other[0]] if id_ in exercises] if other else []
