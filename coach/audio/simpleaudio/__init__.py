"""The output over simpleaudio and its processes; an empty front, so that a process starts without the output."""
