"""Fetching from the web what people name: within limits, and never from inside our own network.

Where a name leads is looked at when it has been resolved, on every redirect, and it is those very
addresses that are connected to: a name that changes its mind in between gains nothing.
"""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import urljoin, urlsplit

import aiohttp
from aiohttp.abc import AbstractResolver, ResolveResult
from aiohttp.resolver import ThreadedResolver

from bot.errors import UserError

MOST_REDIRECTS = 5
PATIENCE = 30.0
AGENT = "Precis/0.1 (a briefing bot; reads feeds and the pages that people add)"

_REDIRECTS = frozenset({301, 302, 303, 307, 308})
_FOR_GOOD = frozenset({301, 308})
_EMBEDDING = tuple(ipaddress.IPv6Network(net) for net in ("64:ff9b::/96", "64:ff9b:1::/48", "::/96"))


class Unfetchable(UserError):
    """A page or feed that cannot be had, with the reason and what to do."""

    code = "unfetchable"


class Refused(OSError):
    """An address that may not be connected to; OSError, for aiohttp passes that on."""


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came back. ``url`` is where it came from in the end; ``moved`` the address to use from now on."""

    status: int
    url: str
    data: bytes = b""
    type: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    moved: str | None = None


class Fetcher:
    """Fetches pages. ``allowed`` names hosts that may be inside our own network.

    ``async with`` closes its connections.
    """

    def __init__(self, allowed: Iterable[str] = (), *, patience: float = PATIENCE) -> None:
        self._allowed = frozenset(host.lower().strip("[]") for host in allowed)
        self._timeout = aiohttp.ClientTimeout(total=patience, sock_connect=min(10.0, patience))
        self._session: aiohttp.ClientSession | None = None

    async def fetch(self, url: str, *, limit: int, headers: Mapping[str, str] | None = None) -> Fetched:
        """The page at ``url``, at most ``limit`` bytes of it. Raises Unfetchable, also where it is longer.

        Answers like "not changed" or "too many requests" are no error here; see ``status``.
        """
        place, moved, permanent = url.strip(), None, True
        for _ in range(MOST_REDIRECTS + 1):
            self._check(place)
            try:
                answer, target = await self._once(place, limit, headers or {})
            except (aiohttp.ClientError, OSError, TimeoutError, ValueError, UnicodeError) as error:
                raise _explained(place, error) from error
            if target is None:
                return Fetched(answer.status, place, answer.data, answer.type, answer.headers, moved)
            permanent = permanent and answer.status in _FOR_GOOD
            place = target
            moved = place if permanent else moved
        raise Unfetchable(f"{_host(url)} sends from one address to the next without end.", "Name the page itself.")

    async def _once(self, url: str, limit: int, headers: Mapping[str, str]) -> tuple[Fetched, str | None]:
        async with self._opened().get(url, headers=dict(headers), allow_redirects=False) as response:
            known = {name.lower(): value for name, value in response.headers.items()}
            if response.status in _REDIRECTS and "location" in known:
                return Fetched(response.status, url), urljoin(url, known["location"])
            data = bytearray()
            async for chunk in response.content.iter_chunked(1 << 16):
                data += chunk
                if len(data) > limit:
                    raise Unfetchable(
                        f"{_host(url)} sends more than {limit:,} bytes.", "Save a part of it, and add that as a file."
                    )
            return Fetched(response.status, url, bytes(data), response.content_type or "", known), None

    def _check(self, url: str) -> None:
        """Refuse what is no web address, or plainly inside our own network."""
        try:
            parts = urlsplit(url)
            host, _ = (parts.hostname or "").lower(), parts.port
        except ValueError:
            raise Unfetchable("That is not a web address.", "It begins with https://.") from None
        if parts.scheme.lower() not in {"http", "https"} or not host:
            raise Unfetchable("Only http and https addresses are fetched.", "An address begins with https://.")
        if parts.username is not None or parts.password is not None:
            raise Unfetchable("An address with a name and password in it is not fetched.", "Leave them out.")
        try:
            literal = ipaddress.ip_address(host.partition("%")[0])
        except ValueError:
            return  # a name: looked at when it is resolved
        if host not in self._allowed and not is_public(literal):
            raise _inside(host)

    def _opened(self) -> aiohttp.ClientSession:
        if self._session is None or self._session.closed:
            connector = aiohttp.TCPConnector(
                resolver=_GuardedResolver(self._allowed), use_dns_cache=False, limit_per_host=2, force_close=True
            )
            self._session = aiohttp.ClientSession(
                connector=connector,
                timeout=self._timeout,
                trust_env=False,
                cookie_jar=aiohttp.DummyCookieJar(),
                headers={"User-Agent": AGENT, "Accept-Encoding": "gzip, deflate"},
                max_line_size=16_384,
                max_field_size=16_384,
            )
        return self._session

    async def close(self) -> None:
        if self._session is not None:
            await self._session.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


class _GuardedResolver(AbstractResolver):
    """Resolves names, and gives only addresses that may be connected to."""

    def __init__(self, allowed: frozenset[str]) -> None:
        self._allowed = allowed
        self._resolver = ThreadedResolver()

    async def resolve(
        self, host: str, port: int = 0, family: socket.AddressFamily = socket.AF_UNSPEC
    ) -> list[ResolveResult]:
        found = await asyncio.wait_for(self._resolver.resolve(host, port, family), 10)
        if host.lower().rstrip(".") in self._allowed:
            return found
        if not all(is_public(ipaddress.ip_address(each["host"].partition("%")[0])) for each in found):
            raise Refused(f"{host} leads to an address of a private network")
        return found

    async def close(self) -> None:
        await self._resolver.close()


def is_public(address: ipaddress.IPv4Address | ipaddress.IPv6Address) -> bool:
    """Whether anybody in the world may reach it: not loopback, private, link-local, reserved ..., also
    not wrapped into an address of the other kind."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour or (address.teredo[1] if address.teredo else None)
        if inner is None and any(address in net for net in _EMBEDDING):
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None and not is_public(inner):
            return False
        if address.is_site_local:
            return False
    return address.is_global and not (address.is_multicast or address.is_reserved or address.is_unspecified)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "The address")[:100]
    except ValueError:
        return "The address"


def _inside(host: str) -> Unfetchable:
    return Unfetchable(
        f"{host[:100]} is inside a private network and is not fetched.",
        "Whoever runs the bot can allow it: allowed_hosts in the settings.",
    )


def _explained(url: str, error: BaseException) -> Unfetchable:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, Refused):
            return _inside(_host(url))
        if isinstance(cause, Unfetchable):
            return cause
        cause = cause.__cause__ or cause.__context__ or getattr(cause, "os_error", None)
    host = _host(url)
    if isinstance(error, TimeoutError):
        return Unfetchable(f"{host} takes too long to answer.", "Try again later.")
    if isinstance(error, aiohttp.ClientConnectorCertificateError | aiohttp.ClientConnectorSSLError):
        return Unfetchable(f"{host} has no valid certificate.", "Check the address.")
    if isinstance(error, aiohttp.ClientConnectorDNSError | socket.gaierror):
        return Unfetchable(f"There is no host {host}.", "Check the address.")
    if isinstance(error, aiohttp.ClientConnectorError):
        return Unfetchable(f"{host} cannot be reached.", "Check the address, or try again later.")
    if isinstance(error, aiohttp.InvalidURL | ValueError):
        return Unfetchable("That is not a web address.", "It begins with https://.")
    return Unfetchable(f"{host} broke off its answer ({type(error).__name__}).", "Try again later.")
