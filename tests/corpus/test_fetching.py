"""Fetching: pages of the world, never our own network, nothing without end."""

from __future__ import annotations

import asyncio
import ipaddress
import socket
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest
from aiohttp import web
from aiohttp.resolver import ThreadedResolver

from bot.corpus.fetching import Fetcher, Unfetchable, is_public

Handler = Callable[[web.Request], Awaitable[web.StreamResponse]]


@asynccontextmanager
async def serving(handler: Handler) -> AsyncIterator[str]:
    """A web server on this machine; its address."""
    runner = web.ServerRunner(web.Server(handler))  # type: ignore[arg-type]
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    port = site._server.sockets[0].getsockname()[1]  # type: ignore[union-attr]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        await runner.cleanup()


async def hello(request: web.Request) -> web.StreamResponse:
    return web.Response(text="hello", content_type="text/html")


@pytest.mark.parametrize(
    "address",
    """127.0.0.1 10.0.0.1 172.16.3.4 192.168.1.1 169.254.169.254 0.0.0.0 100.64.0.1 224.0.0.1 240.0.0.1 255.255.255.255
    ::1 :: fe80::1 fc00::1 fec0::1 ff02::1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 64:ff9b::7f00:1 2002:7f00:1:: ::7f00:1
    2001:db8::1""".split(),
)
def test_addresses_of_our_own_network_are_not_public(address: str) -> None:
    """A page can be fetched from inside the operator's network."""
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700::1111"])
def test_addresses_of_the_world_are_public(address: str) -> None:
    """Nothing at all can be fetched."""
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "url",
    """file:///etc/passwd ftp://example.org/x gopher://x data:text/html,x //example.org http:// https://u:p@example.org/
    http://127.0.0.1/ http://[::1]/ http://[::ffff:127.0.0.1]/ http://169.254.169.254/latest http://localhost/
    http://2130706433/ http://0x7f.1/ http://127.1/ http://0/ http://[fe80::1%25lo]/ http://a:99999/""".split(),
)
async def test_addresses_that_are_not_fetched(url: str) -> None:
    """A manager's address reads files or services of the machine that the bot runs on."""
    async with Fetcher(patience=5) as fetcher:
        with pytest.raises(Unfetchable):
            await fetcher.fetch(url, limit=1000)


async def test_an_allowed_host_is_fetched() -> None:
    """An operator's own intranet cannot be read although it is allowed."""
    async with serving(hello) as url, Fetcher(["127.0.0.1"]) as fetcher:
        answer = await fetcher.fetch(url, limit=1000)
        assert (answer.status, answer.data, answer.type) == (200, b"hello", "text/html")


async def test_a_redirect_inside_is_refused() -> None:
    """A public page sends the bot on to the operator's own network."""

    async def elsewhere(request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("http://127.0.0.2/secret")

    async with serving(elsewhere) as url, Fetcher(["127.0.0.1"]) as fetcher:
        with pytest.raises(Unfetchable, match=r"127\.0\.0\.2 is inside a private network"):
            await fetcher.fetch(url, limit=1000)


async def test_a_name_that_leads_inside_is_refused_when_it_is_connected_to(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that first leads outside and then inside (DNS rebinding) gets past the check."""
    asked: list[str] = []

    async def inside(self: object, host: str, port: int = 0, family: int = 0) -> list[dict[str, object]]:
        asked.append(host)
        return [{"hostname": host, "host": "127.0.0.1", "port": port, "family": socket.AF_INET, "proto": 0, "flags": 0}]

    monkeypatch.setattr(ThreadedResolver, "resolve", inside)
    async with serving(hello) as url, Fetcher() as fetcher:
        port = url.rpartition(":")[2]
        with pytest.raises(Unfetchable, match="private network"):
            await fetcher.fetch(f"http://rebinding.example:{port}/", limit=1000)
    assert asked == ["rebinding.example"], "the name was resolved twice: what was checked is not what is connected to"


async def test_redirects_end() -> None:
    """A page that sends to itself is followed for ever."""

    async def around(request: web.Request) -> web.StreamResponse:
        raise web.HTTPFound("/again")

    async with serving(around) as url, Fetcher(["127.0.0.1"]) as fetcher:
        with pytest.raises(Unfetchable, match="without end"):
            await fetcher.fetch(url, limit=1000)


async def test_an_endless_answer_is_cut_off() -> None:
    """One feed without end fills the memory."""

    async def endless(request: web.Request) -> web.StreamResponse:
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b"x" * 10_000)

    async with serving(endless) as url, Fetcher(["127.0.0.1"]) as fetcher:
        with pytest.raises(Unfetchable, match="more than 100,000 bytes"):
            await fetcher.fetch(url, limit=100_000)


async def test_a_packed_answer_counts_unpacked() -> None:
    """A small compressed answer unpacks to gigabytes."""

    async def packed(request: web.Request) -> web.StreamResponse:
        response = web.Response(body=b"0" * 3_000_000)
        response.enable_compression()
        return response

    async with serving(packed) as url, Fetcher(["127.0.0.1"]) as fetcher:
        with pytest.raises(Unfetchable, match="more than"):
            await fetcher.fetch(url, limit=100_000)


async def test_a_slow_answer_is_given_up() -> None:
    """A server that never answers holds up all feeds."""

    given_up = asyncio.Event()

    async def slow(request: web.Request) -> web.StreamResponse:
        await given_up.wait()
        return web.Response()

    async with serving(slow) as url, Fetcher(["127.0.0.1"], patience=0.3) as fetcher:
        with pytest.raises(Unfetchable, match="too long"):
            await fetcher.fetch(url, limit=1000)
        given_up.set()
