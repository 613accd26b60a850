"""English: the thirty short true sentences, one of which ends a session, by the ids of their sources."""

from collections.abc import Callable, Mapping

TRUE: Mapping[str, str] = {
    "hurt_not_harm": "Hurt is not harm.",
    "flares_pass": "Most flares pass within days.",
    "walking_counts": "Walking counts.",
    "moving_is_safe": "Moving, step by step, is safe and healthy for a spine.",
    "rarely_serious": "Back pain is rarely a sign of something serious.",
    "stay_active": "Going on with daily life is good for a back.",
    "a_little_pain": "Exercise may hurt a little and still help.",
    "home_is_safe": "Exercising a back at home is very safe.",
    "exercise_eases": "Exercise eases back pain that has lasted long.",
    "six_weeks": "Most new back pain eases a lot within six weeks.",
    "better_than_none": "Some movement is better than none.",
    "fewer_episodes": "Exercise makes the next episode less likely.",
    "walking_keeps_away": "Walking keeps back pain away for longer.",
    "worn_is_common": "Many people without pain have changes on a scan, too.",
    "discs_shrink": "Many disc herniations shrink by themselves.",
    "not_bed": "Staying active helps more than staying in bed.",
    "common": "Back pain is very common; you are not alone.",
    "no_scan": "Most backs need no scan.",
    "your_choice": "Many kinds of exercise help a back; none is the best.",
    "posture": "There is no single right posture.",
    "stress_flares": "A flare often follows stress or a change of habits.",
    "grows_slowly": "Backs grow stronger with load that grows slowly.",
    "start_small": "Starting small and adding slowly is the right way.",
    "sit_less": "Sitting less does you good.",
    "mood": "Exercise lifts the mood, too.",
    "expecting": "Who expects to get better more often does.",
    "any_age": "Muscles grow stronger at any age.",
    "falls": "Exercise helps to keep you steady on your feet.",
    "slow_breath": "Slow breathing calms.",
    "who_advises": "The World Health Organization advises exercise for backs.",
}

SENTENCES: Mapping[str, str | Callable[..., str]] = {"encouragement": lambda which: TRUE[which]}
