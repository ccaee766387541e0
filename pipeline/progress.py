"""Progress on stderr: a bar on a terminal, a line for each document otherwise."""

from __future__ import annotations

import shutil
import time
from typing import TextIO

from pipeline.columns import fit, printable, width


class Progress:
    """Counts documents as they end."""

    def __init__(self, total: int, stream: TextIO) -> None:
        self._total = total
        self._stream = stream
        self._on_terminal = stream.isatty()
        self._done = 0
        self._started = time.monotonic()

    def document(self, name: str, status: str, message: str | None) -> None:
        """Report one document."""
        self._done += 1
        if self._on_terminal:
            self._draw(printable(name))
        else:
            reason = f": {message}" if message else ""
            count = str(self._done).rjust(len(str(self._total)))
            self._stream.write(f"[{count}/{self._total}] {status} {printable(name)}{reason}\n")
            self._stream.flush()

    def step(self, text: str) -> None:
        """Report what begins now."""
        if self._on_terminal:
            self._stream.write("\r\x1b[K" + text)
            self._stream.flush()

    def end(self) -> None:
        """Clear the bar."""
        self.step("")

    def _draw(self, name: str) -> None:
        columns = shutil.get_terminal_size().columns
        filled = round(24 * self._done / self._total)
        rate = self._done / max(time.monotonic() - self._started, 1e-6)
        left = (self._total - self._done) / rate
        head = f"{'█' * filled}{'░' * (24 - filled)} {self._done}/{self._total}  {left:.0f} s left  "
        self._stream.write("\r\x1b[K" + head + fit(name, max(columns - width(head) - 1, 2)).rstrip())
        self._stream.flush()
