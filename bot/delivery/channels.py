"""Where digests are posted, as far as the courier must know it; Discord is one implementation.

DeliveryFault
├── Refused     it was not posted, and will not be until a person mends something
├── Busy        it was not posted; later it may be
└── Unsure      nobody can say whether it was posted
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol

from bot.answers import DigestAnswer
from bot.store.digest_rows import SubscriptionRow


class DeliveryFault(Exception):
    """Why a digest is not known to be posted."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Refused(DeliveryFault):
    """``gone``: the channel does not exist any more."""

    def __init__(self, reason: str, *, gone: bool = False) -> None:
        super().__init__(reason)
        self.gone = gone


class Busy(DeliveryFault):
    pass


class Unsure(DeliveryFault):
    pass


class Channels(Protocol):
    """Posts and looks."""

    async def post(self, channel: str, digest: DigestAnswer, *, mention: str | None) -> str:
        """Post it, marked with its id so that ``find`` knows it again; the message's id.

        Raises Refused, Busy or Unsure.
        """

    async def find(self, channel: str, mark: str, since: datetime) -> str | None:
        """The message of the digest ``mark``, posted since then; None when it surely is not there.

        Raises Refused where the channel may not be read, Busy or Unsure where it cannot be now.
        """

    async def mark(self, channel: str, message: str, at: datetime) -> None:
        """Put on that message, once, that a source of it was changed or withdrawn.

        Raises Refused where it cannot be, Busy or Unsure where it cannot be now.
        """

    async def tell(self, subscription: SubscriptionRow, message: str, hint: str) -> None:
        """Tell the manager, once and in private. Never raises DeliveryFault: there is no further way."""
