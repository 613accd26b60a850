"""Talks to a language server for TOML over its standard input and output, as an editor does."""

import json
import subprocess
import threading
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self

WAITS_S = 60.0  # Far more than it takes; then the server is ended, and with it the wait.


class LanguageServer:
    """A server in a folder, asked about texts that are open in an editor; positions count from 0, as there."""

    def __init__(self, command: Sequence[str], folder: Path) -> None:
        self._process = subprocess.Popen(
            command, cwd=folder, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        self._folder = folder
        self._last = 0
        self._late = threading.Timer(WAITS_S, self._process.kill)
        self._late.start()

    def __enter__(self) -> Self:
        capabilities = {
            "textDocument": {
                "hover": {"contentFormat": ["markdown"]},
                "completion": {"completionItem": {"documentationFormat": ["markdown"]}},
                "diagnostic": {},
            }
        }
        self.ask("initialize", {"processId": None, "rootUri": self._folder.as_uri(), "capabilities": capabilities})
        self._tell("initialized", {})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        try:
            if kind is None:
                self.ask("shutdown", None)
                self._tell("exit", None)
        finally:
            self._late.cancel()
            self._process.kill()
            self._process.communicate()

    def opened(self, path: Path, text: str) -> str:
        """The address of a text that is open under this name, whether it was saved or not.

        The server has read it by then, which it does beside the requests: that is seen by what it tells of it.
        """
        uri = path.absolute().as_uri()
        document = {"uri": uri, "languageId": "toml", "version": 1, "text": text}
        self._tell("textDocument/didOpen", {"textDocument": document})
        while True:
            message = self._heard()
            if message.get("method") == "textDocument/publishDiagnostics" and message["params"]["uri"] == uri:
                return uri

    def diagnostics(self, uri: str) -> list[dict[str, Any]]:
        """The mistakes that the editor would underline."""
        answer = self.ask("textDocument/diagnostic", {"textDocument": {"uri": uri}})
        found: list[dict[str, Any]] = answer["items"]
        return found

    def hover(self, uri: str, line: int, character: int) -> str:
        """What is shown beside the place."""
        answer = self.ask("textDocument/hover", self._place(uri, line, character))
        return "" if answer is None else str(answer["contents"]["value"])

    def completions(self, uri: str, line: int, character: int) -> dict[str, str]:
        """What is offered at the place, each with the text that is shown beside it."""
        answer = self.ask("textDocument/completion", self._place(uri, line, character))
        items = answer["items"] if isinstance(answer, dict) else answer or []
        return {each["label"].strip('"'): each.get("documentation", {}).get("value", "") for each in items}

    def ask(self, method: str, parameters: Any) -> Any:
        """The result of a request; raises AssertionError for an error, and where the server ends."""
        self._last += 1
        self._send({"id": self._last, "method": method, "params": parameters})
        while True:
            message = self._heard()
            if message.get("id") == self._last and "method" not in message:
                assert "error" not in message, message
                return message.get("result")

    def _heard(self) -> dict[str, Any]:
        """What the server says next; where it asks something it is answered."""
        message = self._received()
        if "method" in message and "id" in message:  # Every answer but this may be none.
            configuration = message["method"] == "workspace/configuration"
            result = [None] * len(message["params"]["items"]) if configuration else None
            self._send({"id": message["id"], "result": result})
        return message

    @staticmethod
    def _place(uri: str, line: int, character: int) -> dict[str, Any]:
        return {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}

    def _tell(self, method: str, parameters: Any) -> None:
        self._send({"method": method, "params": parameters})

    def _send(self, message: dict[str, Any]) -> None:
        content = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self._process.stdin is not None
        self._process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(content), content))
        self._process.stdin.flush()

    def _received(self) -> dict[str, Any]:
        stream, length = self._process.stdout, 0
        assert stream is not None
        while line := stream.readline().strip():
            name, _, value = line.partition(b":")
            length = int(value) if name.lower() == b"content-length" else length
        assert length, "the language server has ended"
        message: dict[str, Any] = json.loads(stream.read(length))
        return message
