"""Discord's own contract, checked over every request that a test has made.

The OpenAPI document and its checker live outside the project; where they are absent only the
limits below, which the documentation states, are checked.
"""

from __future__ import annotations

import importlib.util
import json
from functools import cache
from pathlib import Path
from typing import Any

import simcord

FOLDER = Path(__file__).resolve().parents[3] / "shared" / "discord"
V2 = 1 << 15


def available() -> bool:
    """Whether Discord's OpenAPI document is beside the project."""
    return (FOLDER / "openapi.json").is_file()


@cache
def _checker() -> Any:
    spec = importlib.util.spec_from_file_location("discord_spec", FOLDER / "discord_spec.py")
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module, module.Spec(FOLDER / "openapi.json")


@cache
def _refused(method: str, template: str, body: str) -> tuple[str, ...]:
    """What the document says against a body. Kept: the commands, the same in every test, take long."""
    _, spec = _checker()
    return tuple(spec.request(method, template, json.loads(body)))


def faults(request: simcord.HttpLogEntry) -> list[str]:
    """What Discord would refuse in this request, and what it would let pass but we do not."""
    body = request.json
    message = message_of(request.path, body)
    found = [] if message is None else ours(message)
    if available():
        module, spec = _checker()
        template = spec.template(request.path, request.method)
        if template is None:
            found.append("no such route")
        else:
            found += _refused(request.method, template, json.dumps(_as_strings(numbered(body)), sort_keys=True))
        if message is not None:
            found += module.message_limits(message, editing=request.method == "PATCH")
    return [f"{request.method} {request.path} {fault}" for fault in found]


def numbered(body: Any) -> Any:
    """The body with its uploads' ids as strings: discord.py sends their place in the form, a number,
    which Discord takes though its document asks for a string.
    """
    if not isinstance(body, dict) or not body.get("attachments"):
        return body
    return {**body, "attachments": [{**a, "id": str(a["id"])} for a in body["attachments"]]}


def _as_strings(body: Any) -> Any:
    """discord.py itself writes these ids as numbers, which Discord takes though its document does not say so."""
    if not isinstance(body, dict):
        return body
    changed = dict(body)
    if isinstance(changed.get("recipient_id"), int):
        changed["recipient_id"] = str(changed["recipient_id"])
    if isinstance(changed.get("components"), list):
        changed["components"] = _roles_as_strings(changed["components"])
    if isinstance(changed.get("data"), dict):
        changed["data"] = _as_strings(changed["data"])
    mentions = changed.get("allowed_mentions")
    if isinstance(mentions, dict) and mentions.get("roles"):
        changed["allowed_mentions"] = {**mentions, "roles": [str(role) for role in mentions["roles"]]}
    return changed


def _roles_as_strings(part: Any) -> Any:
    """Of every menu, the roles that are picked in it beforehand."""
    if isinstance(part, list):
        return [_roles_as_strings(each) for each in part]
    if not isinstance(part, dict):
        return part
    changed = {key: _roles_as_strings(value) if key == "components" else value for key, value in part.items()}
    if changed.get("default_values"):
        changed["default_values"] = [{**value, "id": str(value["id"])} for value in changed["default_values"]]
    return changed


def message_of(path: str, body: Any) -> dict[str, Any] | None:
    """The message that a request sends or changes, if it does; not the bare acknowledgement."""
    if not isinstance(body, dict):
        return None
    if path.endswith("/callback"):
        body = body.get("data") if body.get("type") in (4, 7) else None
    elif "/messages" not in path and not path.startswith("/webhooks/"):
        return None
    return body if isinstance(body, dict) else None


def ours(message: dict[str, Any]) -> list[str]:
    """Everything we send is Components V2 within its limits, and mentions nobody."""
    parts = list(walk(message.get("components") or []))
    texts = [part["content"] for part in parts if part.get("type") == 10]
    ids = [part["custom_id"] for part in parts if part.get("custom_id")]
    found = []
    if message.get("allowed_mentions", {}).get("parse") != []:
        found.append("mentions are allowed")
    if "flags" in message and not message["flags"] & V2:
        found.append("not Components V2")
    if len(parts) > 40:
        found.append(f"{len(parts)} components")
    if sum(map(len, texts)) > 4000:
        found.append(f"{sum(map(len, texts))} characters")
    if any(not text.strip() for text in texts):
        found.append("an empty text")
    if len(ids) != len(set(ids)) or any(len(i) > 100 for i in ids):
        found.append("a custom id is twice there or too long")
    return found


def walk(components: list[dict[str, Any]]) -> Any:
    """Every component at every depth."""
    for component in components:
        yield component
        yield from walk(component.get("components") or [])
        if accessory := component.get("accessory"):
            yield accessory
