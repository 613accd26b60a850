"""Silences this process's stream at the PulseAudio (or PipeWire) server; it must not know what is played.

A long buffer is what survives a busy machine, and miniaudio cannot take back what the server holds. A muted stream
is silent within some ms. It is muted only for the moment that the buffer lasts: servers remember what was muted.
"""

import ctypes
import os
import threading
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_int, c_uint32, c_uint64, c_void_p
from typing import Any

_READY, _FAILED = 4, 5  # Of pa_context_state; above the second it is over.
_NO_AUTOSPAWN = 1
_PATIENCE_S = 1.0


class _Input(Structure):
    """The beginning of pa_sink_input_info, as far as it is needed."""

    _fields_ = (
        ("index", c_uint32),
        ("name", c_char_p),
        ("owner_module", c_uint32),
        ("client", c_uint32),
        ("sink", c_uint32),
        ("sample_spec", c_uint32 * 3),
        ("channel_map", c_uint32 * 33),
        ("volume", c_uint32 * 33),
        ("buffer_usec", c_uint64),
        ("sink_usec", c_uint64),
        ("resample_method", c_char_p),
        ("driver", c_char_p),
        ("mute", c_int),
        ("proplist", c_void_p),
    )


_OnState = CFUNCTYPE(None, c_void_p, c_void_p)
_OnInput = CFUNCTYPE(None, c_void_p, POINTER(_Input), c_int, c_void_p)
_SIGNATURES: dict[str, tuple[Any, list[Any]]] = {
    "pa_threaded_mainloop_new": (c_void_p, []),
    "pa_threaded_mainloop_get_api": (c_void_p, [c_void_p]),
    "pa_threaded_mainloop_start": (c_int, [c_void_p]),
    "pa_threaded_mainloop_lock": (None, [c_void_p]),
    "pa_threaded_mainloop_unlock": (None, [c_void_p]),
    "pa_context_new": (c_void_p, [c_void_p, c_char_p]),
    "pa_context_set_state_callback": (None, [c_void_p, _OnState, c_void_p]),
    "pa_context_get_state": (c_int, [c_void_p]),
    "pa_context_connect": (c_int, [c_void_p, c_char_p, c_int, c_void_p]),
    "pa_context_get_sink_input_info_list": (c_void_p, [c_void_p, _OnInput, c_void_p]),
    "pa_context_set_sink_input_mute": (c_void_p, [c_void_p, c_uint32, c_int, c_void_p, c_void_p]),
    "pa_operation_unref": (None, [c_void_p]),
    "pa_proplist_gets": (c_char_p, [c_void_p, c_char_p]),
}


class Mute:
    """A connection of its own to the server; it lives as long as the process. Raises OSError without one."""

    def __init__(self) -> None:
        self._pulse = ctypes.CDLL("libpulse.so.0")
        for name, (result, arguments) in _SIGNATURES.items():
            try:
                function = getattr(self._pulse, name)
            except AttributeError as error:
                raise OSError(f"no {name} in libpulse") from error
            function.restype, function.argtypes = result, arguments
        # ctypes frees a callback that nobody keeps.
        self._on_state, self._on_input = _OnState(self._state_changed), _OnInput(self._look_at)
        self._known = threading.Event()
        self._muted: set[int] = set()
        self._loop = self._pulse.pa_threaded_mainloop_new()
        self._context = self._pulse.pa_context_new(
            self._pulse.pa_threaded_mainloop_get_api(self._loop), b"Backcoach pause"
        )
        self._pulse.pa_context_set_state_callback(self._context, self._on_state, None)
        self._pulse.pa_context_connect(self._context, None, _NO_AUTOSPAWN, None)
        self._pulse.pa_threaded_mainloop_start(self._loop)
        if not self._known.wait(_PATIENCE_S) or not self._ready:
            raise OSError("no answer from the sound server")

    @property
    def _ready(self) -> bool:
        return bool(self._pulse.pa_context_get_state(self._context) == _READY)

    def on(self) -> None:
        """Asks for silence; does not wait for it. What the user muted is left alone."""
        self._do(lambda: self._pulse.pa_context_get_sink_input_info_list(self._context, self._on_input, None))

    def off(self) -> None:
        """Takes back what `on` did."""
        muted, self._muted = self._muted, set()
        for index in muted:
            self._do(lambda index=index: self._set(index, 0))

    def _do(self, ask: Any) -> None:
        self._pulse.pa_threaded_mainloop_lock(self._loop)
        try:
            if self._ready:
                self._forget(ask())
        finally:
            self._pulse.pa_threaded_mainloop_unlock(self._loop)

    def _set(self, index: int, muted: int) -> Any:
        return self._pulse.pa_context_set_sink_input_mute(self._context, index, muted, None, None)

    def _forget(self, operation: Any) -> None:
        if operation:
            self._pulse.pa_operation_unref(operation)

    def _state_changed(self, context: Any, _data: Any) -> None:
        if self._pulse.pa_context_get_state(context) in (_READY, _FAILED, _FAILED + 1):
            self._known.set()

    def _look_at(self, _context: Any, found: Any, last: int, _data: Any) -> None:
        """Called for each stream, in the loop's thread."""
        if last or not found:
            return
        stream = found.contents
        process = self._pulse.pa_proplist_gets(stream.proplist, b"application.process.id")
        if process == str(os.getpid()).encode() and not stream.mute:
            self._muted.add(stream.index)
            self._forget(self._set(stream.index, 1))
