"""What the settings screen offers: each setting with its values and a sentence to hear; it must not know files."""

from collections.abc import Sequence
from dataclasses import dataclass

from coach.core.safe_text import clean
from coach.files.settings import Settings
from coach.files.toml.edit_key import Value
from coach.voice.choice import CUES_LANGUAGE, NATURAL, VoiceInfo, language_of

AUTO = "auto"
AS_ROUTINE = "as the routine says"
SENTENCE = "This is how I speak. Breathe out as you lift, and in as you lower."
TONES = ("go", "return", "hold_end")
WORDS = {
    None: AS_ROUTINE,
    "learning": "less, as you know an exercise",
    "full": "full, always",
    "brief": "brief: a few words",
    "beeps": "tones alone",
}
CHANGES = {None: AS_ROUTINE, "timed": "goes on after a time", "wait": "waits until you are ready"}
VOICE_COMMANDS = "You can say: pause, go on, it hurts. I read back what you answer."
COUNTED = "How is your back now, 0 to 10? One. Two. Three."
QUESTIONS = {True: "asked aloud", False: "shown"}
FULL = (
    "Next: bird-dog. Go on hands and knees, back level. Left hand, right leg: reach the arm forward, the leg back."
)
SAID = {"brief": "Next: bird-dog. Hands and knees, back level. Left hand, right leg.", "beeps": ""}
SAID_AT_CHANGE = {
    "wait": "Go on hands and knees. I wait for you.",
    "timed": "Go on hands and knees. Take your time.",
}


@dataclass(frozen=True, slots=True)
class Setting:
    """One row: the key in settings.toml, its title, a line about it, and its values in order.

    `graded`: the values are more or less of something, so that the last one is the end.
    """

    key: str
    title: str
    about: str
    values: Sequence[Value]
    graded: bool = False

    def step(self, value: Value, steps: int, *, wraps: bool) -> Value:
        """The value so many steps on; from one that is not among them, as if it stood between its neighbours."""
        last = len(self.values) - 1
        if value in self.values:
            at = self.values.index(value) + steps
        else:
            below = sum(isinstance(each, int | float) and isinstance(value, int | float) and each < value
                        for each in self.values)  # fmt: skip
            at = below + (steps - 1 if steps > 0 else steps)
        return self.values[at % (last + 1) if wraps else max(0, min(last, at))]


def of(voices: Sequence[VoiceInfo], chosen: Settings) -> tuple[Setting, ...]:
    """The settings, in the order of the screen; `voices` are those that are known by now."""
    ids = [AUTO, *dict.fromkeys(each.id for each in sorted(voices, key=_rank))]
    if chosen.voice is not None and chosen.voice not in ids:
        ids.append(chosen.voice)
    tenths = [round(tenth / 10, 1) for tenth in range(16)]
    return (
        Setting("voice", "Voice", "Automatic takes the best one for your language.", ids),
        Setting("rate_wpm", "Speed", "How fast the voice speaks.", range(80, 401, 10), graded=True),
        Setting("voice_volume", "Volume of the voice", "In steps of 10 %; 0 is silent.", tenths, graded=True),
        Setting("tone_volume", "Volume of the tones", "In steps of 10 %; 0 is silent.", tenths, graded=True),
        Setting("words", "Words", "How much is said.", tuple(WORDS)),
        Setting("change", "New position", "Whether a session waits until you have got there.", tuple(CHANGES)),
        Setting("listen", "Voice commands", "Whether you can say pause, go on, it hurts and more.", (False, True)),
        Setting("ask_aloud", "Questions", "Counted aloud where one button is all there is.", tuple(QUESTIONS)),
        Setting("theme", "Theme", "For a dark or a light terminal.", ("dark", "light")),
    )


def value(chosen: Settings, key: str) -> Value:
    """What holds now."""
    now: Value = getattr(chosen, key)
    return AUTO if key == "voice" and now is None else now


def shown(key: str, now: Value, voices: Sequence[VoiceInfo]) -> str:
    """A value in words."""
    match key, now:
        case "voice", str():
            name = next((each.name for each in voices if each.id == now), "")
            return (
                "automatic" if now == AUTO else clean(f"{name} ({now})" if name and now != NATURAL else name or now)
            )
        case "rate_wpm", _:
            return f"{now} words a minute"
        case (("voice_volume" | "tone_volume"), int() | float()):
            return f"{now * 100:.0f} %"
        case "words", _:
            return WORDS.get(now, str(now)) if now is None or isinstance(now, str) else str(now)
        case "change", _:
            return CHANGES.get(now, str(now)) if now is None or isinstance(now, str) else str(now)
        case "listen", _:
            return "on: you can say help" if now else "off"
        case "ask_aloud", bool():
            return QUESTIONS[now]
    return str(now)


def heard(chosen: Settings, key: str) -> tuple[str, tuple[str, ...]]:
    """What is said and sounded as an example of a setting: a text, which may be empty, and tones before it."""
    match key:
        case "tone_volume":
            return "", TONES
        case "words":
            text = SAID.get(chosen.words or "", FULL)
            return text, () if text else TONES
        case "change":
            return SAID_AT_CHANGE[chosen.change or "timed"], ()
        case "listen":
            return VOICE_COMMANDS, ()
        case "ask_aloud":
            return (COUNTED if chosen.ask_aloud else ""), () if chosen.ask_aloud else TONES
        case "theme":
            return f"The {chosen.theme} theme.", ()
    return SENTENCE, ()


def _rank(voice: VoiceInfo) -> tuple[bool, bool]:
    """The natural voice first, then those of the cues' language, else as the engine has them."""
    return voice.id != NATURAL, language_of(voice.language) != CUES_LANGUAGE
