"""Pages as Components V2 layouts."""

from __future__ import annotations

import io
from typing import Any

import discord
from discord import ui

from bot.render.discord.parts import (
    MAX_LABEL,
    Attachment,
    Beside,
    Buttons,
    Image,
    Link,
    Menu,
    Page,
    Part,
    Press,
    RoleMenu,
    Rule,
    Text,
    Weight,
)
from bot.translations import say
from bot.views.button import PrecisButton, PrecisMenu

_STYLES = {
    Weight.QUIET: discord.ButtonStyle.secondary,
    Weight.MAIN: discord.ButtonStyle.primary,
    Weight.GOOD: discord.ButtonStyle.success,
    Weight.BAD: discord.ButtonStyle.danger,
}


def layout(page: Page) -> ui.LayoutView:
    """One container with the page's parts; its buttons outlive this process."""
    view = ui.LayoutView(timeout=None)
    container: ui.Container[ui.LayoutView] = ui.Container(accent_color=discord.Color(page.tone.value))
    for part in page.parts:
        container.add_item(_item(part))
    view.add_item(container)
    return view


def files(page: Page) -> list[discord.File]:
    """What goes with the page to be downloaded."""
    return [
        discord.File(io.BytesIO(part.data), part.name) for part in page.parts if isinstance(part, Attachment | Image)
    ]


def _item(part: Part) -> ui.Item[Any]:
    match part:
        case Text(content=content):
            return ui.TextDisplay(content)
        case Beside(content, button):
            return ui.Section(ui.TextDisplay(content), accessory=_button(button))
        case Buttons(buttons):
            return ui.ActionRow(*(_button(button) for button in buttons))
        case Menu() | RoleMenu():
            return ui.ActionRow(_menu(part))
        case Rule():
            return ui.Separator()
        case Image(name, _, alt):
            return ui.MediaGallery(discord.MediaGalleryItem(f"attachment://{name}", description=alt))
        case Attachment(name):
            return ui.File(f"attachment://{name}")


def _button(button: Press | Link) -> ui.Item[Any]:
    label = say(button.label)[:MAX_LABEL]
    if isinstance(button, Link):
        return ui.Button(label=label, url=button.url)
    return PrecisButton(
        ui.Button(
            label=label,
            custom_id=button.custom_id,
            style=_STYLES[button.weight],
            disabled=button.disabled,
        )
    )


def _menu(menu: Menu | RoleMenu) -> ui.Item[Any]:
    custom_id = f"precis-menu:{menu.action}:{menu.argument}"
    if isinstance(menu, RoleMenu):
        shown = [discord.Object(int(menu.picked), type=discord.Role)] if menu.picked else []
        roles: ui.RoleSelect[Any] = ui.RoleSelect(
            custom_id=custom_id, placeholder=menu.hint, min_values=0, max_values=1, default_values=shown
        )
        return PrecisMenu(roles)
    options = [
        discord.SelectOption(
            label=o.label[:100], value=o.value[:100], description=o.help[:100] or None, default=o.value == menu.picked
        )
        for o in menu.options[:25]
    ]
    return PrecisMenu(ui.Select(custom_id=custom_id, placeholder=menu.hint, options=options))
