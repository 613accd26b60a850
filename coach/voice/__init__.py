"""Speech: texts in, trimmed 16-bit sound out, made in a child process; it knows no session and no device."""

from coach.voice.choice import VoiceInfo, VoiceStatus
from coach.voice.pcm import Pcm
from coach.voice.voice import Voice

__all__ = ["Pcm", "Voice", "VoiceInfo", "VoiceStatus"]
