"""The tables of the screening and of the exercises, read off by hand once more, as plain sets of exercises.

It must not use the program's own: what both say alike was written twice.
"""

from coach.core.model.screened import Profile

FLEXION = {"seated_flexion", "pelvic_tilt", "cat_cow", "knee_to_chest"}
EXTENSION = {"superman", "cat_cow", "prone_prop", "standing_extension"}
END_RANGE = {"seated_flexion", "superman"}
LOAD = {"superman"}
STAGE_1 = {
    "seated_flexion", "bird_dog", "clamshell", "brace", "pelvic_tilt", "heel_slide", "hip_flexor", "cat_cow",
    "knee_to_chest", "prone_prop", "standing_extension", "sit_to_stand", "seated_march", "wall_plank",
    "standing_hip_abduction", "calm_breathing",
}  # fmt: skip
HIGHER = {
    "glute_bridge", "plank", "superman", "dead_bug", "side_plank_knees", "side_plank_full", "curl_up",
    "hip_abduction",
}  # fmt: skip
EVERYTHING = STAGE_1 | HIGHER
ALL_FOURS = {"bird_dog", "cat_cow"}
SIDE_LYING = {"clamshell", "side_plank_knees", "side_plank_full", "hip_abduction"}
SUPINE = {"glute_bridge", "brace", "pelvic_tilt", "heel_slide", "dead_bug", "curl_up", "knee_to_chest"}
PRONE = {"superman", "prone_prop", "plank"}
OFF_THE_FLOOR = {
    "seated_flexion", "standing_extension", "sit_to_stand", "seated_march", "wall_plank", "standing_hip_abduction",
    "calm_breathing",
}  # fmt: skip

LEFT_OUT = {
    "SE": EXTENSION | END_RANGE | LOAD,
    "SL": EXTENSION | LOAD,
    "SL with the clinician's yes": LOAD,
    "DE": FLEXION | END_RANGE | LOAD | {"curl_up"},
    "DL": END_RANGE | LOAD,
    "DL after quiet weeks": LOAD,
    "ST": EXTENSION | END_RANGE | LOAD,
    "OP": FLEXION | END_RANGE | LOAD | {"curl_up"},
    "PG": LOAD | {"plank", "side_plank_full"},
    "PG after week 12": LOAD | {"plank", "side_plank_full"} | SUPINE | PRONE,
    "OT": HIGHER | FLEXION | EXTENSION,
    "UD": LOAD,
    "UD opted in": set[str](),
    "UX": HIGHER | END_RANGE | LOAD,
    "kneeling": ALL_FOURS | {"hip_flexor"},
    "hands": ALL_FOURS,
    "floor": EVERYTHING - OFF_THE_FLOOR,
    "face_down": PRONE,
    "not opted in": {"superman"},
}


def rows(profile: Profile, *, later: bool, quiet: bool = False) -> list[str]:
    """The rows of `LEFT_OUT` that a person belongs to."""
    found = list(profile.cannot)
    if not profile.opt_in_hard:
        found.append("not opted in")
    bones = "fragile_bone" in profile.diagnosis or (profile.bone_heart_or_steroids and profile.bones)
    found += ["OP"] if bones else []
    for diagnosis in profile.diagnosis:
        match diagnosis:
            case "spondylolisthesis":
                agreed = profile.clinician_agrees and profile.clinician_agrees_extension
                found.append("SE" if not later else "SL with the clinician's yes" if agreed else "SL")
            case "disc_herniation":
                found.append("DE" if not later else "DL after quiet weeks" if quiet else "DL")
            case "stenosis":
                found.append("ST")
            case "other":
                found.append("OT")
            case "none_sitting":
                found.append("UD opted in" if profile.opt_in_hard else "UD")
            case "none_other":
                found.append("UX")
    if profile.pregnant_weeks:
        found.append("PG after week 12" if profile.pregnant_weeks > 12 else "PG")
    if profile.months_since_spinal_surgery >= 0:
        found.append("OT")
    return found


def left_out(profile: Profile, *, later: bool, quiet: bool = False) -> set[str]:
    """The exercises that a person is not to do; `later` and `quiet` are the test's own reading of the phases."""
    return set[str]().union(*(LEFT_OUT[row] for row in rows(profile, later=later, quiet=quiet)))
