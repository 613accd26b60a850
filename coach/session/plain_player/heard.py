"""What a word does to a session in plain lines; it must not know how words are heard."""

from coach.listen.caution import END
from coach.session.by_voice import commands
from coach.session.by_voice.commands import LEG_OR_SHARP, said
from coach.session.conductor import Conductor
from coach.session.plain_player.by_voice import ByVoice
from coach.session.plain_player.hurting import hurts


def heed(conductor: Conductor, voice: ByVoice) -> bool:
    """Does what was said since the last look, and prints what it acts on; whether that ended the session."""
    ended = False
    for name in voice.acts(conductor.sound.words_sound):
        if commands.means_something(conductor, name):
            print(f"heard: {said(name)}", flush=True)
            _act(conductor, voice, name)
            ended = ended or name == END
    return ended


def _act(conductor: Conductor, voice: ByVoice, name: str) -> None:
    voice.hush()
    if name in commands.ASKS:
        hurts(conductor, voice, LEG_OR_SHARP.get(name))
        return
    told = commands.do(conductor, name)
    if told is not None:
        voice.say(told)
