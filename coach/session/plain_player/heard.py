"""What a word that was heard does to a running session; it must not know how words are heard."""

from collections.abc import Callable, Mapping

from coach.core.reason import Reason
from coach.listen.caution import END
from coach.session.conductor import Conductor
from coach.session.pain import Serious
from coach.session.plain_player.by_voice import LEG_OR_SHARP, ByVoice, said

HURTS = "How much does it hurt, 0 to 10? (Enter: it is fine, go on) "
KEYS: Mapping[str, Callable[[Conductor], None]] = {
    "skip": Conductor.next,
    "back": Conductor.back,
    "repeat": Conductor.repeat,
    "slower": Conductor.slower,
    "faster": Conductor.faster,
    "louder": Conductor.louder,
    "softer": Conductor.softer,
}
TELLS = frozenset({"help", "time_left", "whats_next"})


def heed(conductor: Conductor, voice: ByVoice) -> bool:
    """Does what was said since the last look, and prints what it acts on; whether that ended the session."""
    ended = False
    for name in voice.acts(conductor.words_sound):
        if not conductor.finished and _acts(conductor, name):
            print(f"heard: {said(name)}", flush=True)
            _act(conductor, voice, name)
            ended = ended or name == END
    return ended


def _acts(conductor: Conductor, name: str) -> bool:
    """Whether a name means something now."""
    match name:
        case "pause":
            return not conductor.paused
        case "go_on":
            return conductor.paused or conductor.waiting
        case "ready":
            return conductor.waiting
        case "stop" | "hurts" | "too_hard":
            return True
    return name == END or name in TELLS or name in KEYS or name in LEG_OR_SHARP


def _act(conductor: Conductor, voice: ByVoice, name: str) -> None:
    voice.hush()
    match name:
        case "pause":
            conductor.pause()
            voice.say(Reason("hear_paused"))
        case "go_on" if conductor.paused:
            conductor.resume()
        case "go_on" | "ready":
            conductor.ready()
        case "stop":
            conductor.pause()
            voice.say(Reason("hear_stopped"))
        case _ if name == END:
            conductor.end(None)
        case "too_hard":
            voice.say(Reason("hear_left_too_hard"))
            conductor.next()
        case "hurts" | "leg" | "sharp":
            _hurts(conductor, voice, LEG_OR_SHARP.get(name))
        case _ if name in KEYS:
            KEYS[name](conductor)
        case _:
            _tell(conductor, voice, name)


def _tell(conductor: Conductor, voice: ByVoice, name: str) -> None:
    view = conductor.view()
    if name == "help":
        voice.say(Reason("hear_help"))
    elif view is not None and name == "time_left":
        voice.say(Reason("hear_time_left", minutes=round(view.left_ms / 60_000)))
    elif view is not None:
        voice.say(Reason("hear_whats_next", title=view.next_title))


def _hurts(conductor: Conductor, voice: ByVoice, kind: Serious | None) -> None:
    """Asks how much and where, as the key `h` of the full screen does; the same rules decide what follows.

    Without an answer the session stands: nobody said that it does not hurt.
    """
    stood = conductor.paused
    conductor.ask_hurt()
    answer = voice.hurt(HURTS)
    if answer == "skip" and kind is None:
        conductor.unhurt()
        if not stood:
            conductor.resume()
        return
    if answer is None and kind is None:
        voice.say(Reason("hear_stands"))
        return
    means = None if answer is None or answer == "skip" else conductor.hurt(int(answer))
    kind = voice.where() if kind is None else voice.sure_of(kind)
    if kind is not None:
        means = conductor.hurt_seriously(kind)
    ends = conductor.must_end or conductor.pain.signs or conductor.lighter is None
    if means is not None and ends:
        voice.say(means)
    if ends or not voice.less():
        conductor.end(conductor.pain.serious or "pain")
    else:
        conductor.lighten()
