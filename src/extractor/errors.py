"""The exception tree.

ExtractorError
├── UsageError            bad options or configuration: exit code 2
│   └── NoModelError      neither an endpoint nor the local model is there
├── InputError            one input cannot be read: it fails alone, the batch goes on
│   ├── MissingInputError
│   ├── UnsupportedInputError
│   ├── DamagedInputError     truncated, repaired on opening, not decodable
│   ├── EncryptedInputError
│   ├── EmptyInputError
│   └── TooLargeInputError    pages, pixels or bytes over the bound
└── ReadingError          the model gave no usable answer: the form stays unread, never empty
    ├── ModelCrashedError     the child process that owns the local model died
    ├── ProviderError         the endpoint failed after the retries, or refused
    └── InvalidAnswerError    the answer does not fit the schema

Messages are for the user: what is wrong, where, and what to do.
"""

__all__ = [
    "DamagedInputError",
    "EmptyInputError",
    "EncryptedInputError",
    "ExtractorError",
    "InputError",
    "InvalidAnswerError",
    "MissingInputError",
    "ModelCrashedError",
    "NoModelError",
    "ProviderError",
    "ReadingError",
    "TooLargeInputError",
    "UnsupportedInputError",
    "UsageError",
]


class ExtractorError(Exception):
    """Anything the tool expects to go wrong; printed without a traceback."""


class UsageError(ExtractorError):
    """Options or configuration cannot be used as given."""


class NoModelError(UsageError):
    """No endpoint is configured and the local model is not installed."""


class InputError(ExtractorError):
    """One input cannot be read; the others go on."""


class MissingInputError(InputError):
    """The path does not exist."""


class UnsupportedInputError(InputError):
    """The content is of a kind that no reader takes."""


class DamagedInputError(InputError):
    """The file opens only by repair, or not at all: its values cannot be trusted."""


class EncryptedInputError(InputError):
    """The file needs a password."""


class EmptyInputError(InputError):
    """The file holds no page or no text."""


class TooLargeInputError(InputError):
    """More pages, pixels or bytes than the bound allows."""


class ReadingError(ExtractorError):
    """The model gave no usable answer for a region."""


class ModelCrashedError(ReadingError):
    """The process that owns the local model died while it worked."""


class ProviderError(ReadingError):
    """The endpoint failed after all retries, or refused the request."""


class InvalidAnswerError(ReadingError):
    """The answer does not fit the schema that was asked for."""
