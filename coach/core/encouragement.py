"""Chooses the short true sentence at the end of a session, each with its source; it must not know how it is said.

The sentences themselves are words of a language (`coach.core.words`), by the ids of `SOURCES`.
"""

from collections.abc import Mapping
from datetime import date

from coach.core.model.screened import Profile
from coach.core.reason import Reason

BACK_FACTS = "O'Sullivan 2020, Back to basics: 10 facts every person should know about back pain, BJSM 54:698"
ACTIVITY = "World Health Organization 2020, guidelines on physical activity (Bull, BJSM 54:1451)"
NICE = "NICE guideline NG59, Low back pain and sciatica in over 16s"

SOURCES: Mapping[str, str] = {
    "hurt_not_harm": BACK_FACTS,
    "flares_pass": "Suri 2011, BMC Musculoskeletal Disorders 12:220",
    "walking_counts": ACTIVITY,
    "moving_is_safe": BACK_FACTS,
    "rarely_serious": "Henschke 2009, Arthritis and Rheumatism 60:3072",
    "stay_active": NICE,
    "a_little_pain": "Smith 2017, British Journal of Sports Medicine 51:1679",
    "home_is_safe": "Jain 2021, JMIR Human Factors 8:e25453",
    "exercise_eases": "Hayden 2021, Cochrane Database of Systematic Reviews CD009790",
    "six_weeks": "Costa 2012, Canadian Medical Association Journal 184:E613",
    "better_than_none": ACTIVITY,
    "fewer_episodes": "Steffens 2016, JAMA Internal Medicine 176:199",
    "walking_keeps_away": "Pocovi 2024, The Lancet 404:134",
    "worn_is_common": "Brinjikji 2015, American Journal of Neuroradiology 36:811",
    "discs_shrink": "Chiu 2015, Clinical Rehabilitation 29:184",
    "not_bed": "Dahm 2010, Cochrane Database of Systematic Reviews CD007612",
    "common": "Hartvigsen 2018, The Lancet 391:2356",
    "no_scan": NICE,
    "your_choice": NICE,
    "posture": "Slater 2019, Journal of Orthopaedic and Sports Physical Therapy 49:562",
    "stress_flares": BACK_FACTS,
    "grows_slowly": BACK_FACTS,
    "start_small": ACTIVITY,
    "sit_less": ACTIVITY,
    "mood": "Noetel 2024, BMJ 384:e075847",
    "expecting": "Hayden 2019, Cochrane Database of Systematic Reviews CD011284",
    "any_age": "Fragala 2019, Journal of Strength and Conditioning Research 33:2019",
    "falls": "Sherrington 2019, Cochrane Database of Systematic Reviews CD012424",
    "slow_breath": "Zaccaro 2018, Frontiers in Human Neuroscience 12:353",
    "who_advises": "World Health Organization 2023, guideline on chronic primary low back pain",
}
# Has no factor in common with the number of sentences, so that one round a day meets all of them in turn.
STEP_A_DAY = 7


def chosen(profile: Profile | None, on: date, rounds_done: int) -> Reason | None:
    """The sentence of a session, by its date and the rounds done before it on that date.

    None without a screening and where it has a red flag, also one that a clinician has looked at: whoever worries
    about that is not to be told that hurt is no harm.
    """
    if profile is None or profile.red_flags_emergency or profile.red_flags_clinician:
        return None
    ids = tuple(SOURCES)
    return Reason("encouragement", which=ids[(on.toordinal() * STEP_A_DAY + rounds_done) % len(ids)])


def source(encouragement: Reason) -> str:
    """Where the sentence comes from."""
    return SOURCES[str(encouragement.figures["which"])]
