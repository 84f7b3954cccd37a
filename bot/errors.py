"""What can go wrong, told to a person.

PrecisError                 any fault that we can explain; never shown as a stack trace
├── UserError               the person can mend it (exit status 1)
│   ├── UnknownMethod       unknown_method
│   ├── UnknownSource       unknown_source
│   ├── BadOption           bad_option
│   ├── NothingFound        nothing_found
│   ├── UnreadableDocument  unreadable_document
│   ├── NotAllowed          not_allowed
│   ├── TooFast             too_fast
│   ├── Busy                busy: a long job of theirs runs, or too many wait
│   └── Stopping            stopping: the program is being restarted
├── ConfigurationError      configuration (exit status 3): settings, token, topics file
└── StoreError              store (3): corrupt, newer or locked database
"""

from __future__ import annotations


class PrecisError(Exception):
    """A fault with a stable ``code``, a calm ``message`` and a ``hint`` that says what to do."""

    code = "fault"
    exit_status = 3

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint


class UserError(PrecisError):
    code = "user_error"
    exit_status = 1


class UnknownMethod(UserError):
    code = "unknown_method"


class UnknownSource(UserError):
    code = "unknown_source"


class BadOption(UserError):
    code = "bad_option"


class NothingFound(UserError):
    code = "nothing_found"


class UnreadableDocument(UserError):
    code = "unreadable_document"


class NotAllowed(UserError):
    code = "not_allowed"


class TooFast(UserError):
    code = "too_fast"


class Busy(UserError):
    code = "busy"


class Stopping(UserError):
    code = "stopping"

    def __init__(self) -> None:
        super().__init__("I am being restarted, and could not finish this.", "Please ask again in a minute.")


class ConfigurationError(PrecisError):
    code = "configuration"


class StoreError(PrecisError):
    code = "store"
