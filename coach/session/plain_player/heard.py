"""What a word does to a session in plain lines, and what it asks; it must not know how words are heard."""

from coach.core.reason import Reason
from coach.listen.caution import END
from coach.session.by_voice import commands
from coach.session.by_voice.commands import LEG_OR_SHARP, said
from coach.session.conductor import Conductor
from coach.session.pain import Serious
from coach.session.plain_player.by_voice import ByVoice

HURTS = "How much does it hurt, 0 to 10? (Enter: it is fine, go on) "


def heed(conductor: Conductor, voice: ByVoice) -> bool:
    """Does what was said since the last look, and prints what it acts on; whether that ended the session."""
    ended = False
    for name in voice.acts(conductor.words_sound):
        if commands.means_something(conductor, name):
            print(f"heard: {said(name)}", flush=True)
            _act(conductor, voice, name)
            ended = ended or name == END
    return ended


def _act(conductor: Conductor, voice: ByVoice, name: str) -> None:
    voice.hush()
    if name in commands.ASKS:
        _hurts(conductor, voice, LEG_OR_SHARP.get(name))
        return
    told = commands.do(conductor, name)
    if told is not None:
        voice.say(told)


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
