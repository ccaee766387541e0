"""Why a source cannot be read.

SourceError (ValueError)
├── EmptySourceError        no bytes, or no page
├── EncryptedSourceError    needs a password
├── DamagedSourceError      broken or truncated
└── UnsupportedSourceError  a format without a reader, whatever its name says
"""

from __future__ import annotations


class SourceError(ValueError):
    """A source cannot be read; the message says why and what to do next."""


class EmptySourceError(SourceError):
    """The file has no bytes, or no page."""


class EncryptedSourceError(SourceError):
    """The file needs a password."""


class DamagedSourceError(SourceError):
    """The file is broken or truncated."""


class UnsupportedSourceError(SourceError):
    """No reader exists for this format."""
