"""Console lines: what a person types is what is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import COMMANDS, Where, offered
from bot.errors import BadOption
from bot.lines import parse, request


def values(line: str) -> dict[str, str | int]:
    return dict(parse(line).values)


def test_a_value_runs_to_the_next_option_name() -> None:
    assert values("/brief topic:church and religion length:long") == {"topic": "church and religion", "length": "long"}


def test_options_may_come_in_any_order_and_case() -> None:
    assert values("/Brief LENGTH:Short topic:Kosovo") == {"topic": "Kosovo", "length": "short"}


def test_the_first_option_needs_no_name() -> None:
    assert values("/ask Who owns NIS?") == {"question": "Who owns NIS?"}
    assert values("/brief energy length:long") == {"topic": "energy", "length": "long"}


def test_a_colon_inside_a_question_is_part_of_it() -> None:
    line = "/ask question:What is meant by note: the 17+1 format?"
    assert values(line) == {"question": "What is meant by note: the 17+1 format?"}


def test_an_option_name_that_comes_again_is_text() -> None:
    assert values("/search words:gas words:oil") == {"words": "gas words:oil"}


def test_numbers_are_numbers() -> None:
    assert values("/search words:gas page:2") == {"words": "gas", "page": 2}


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("/breif topic:energy", "/brief"),
        ("/brief topic:energy lenght:long", "length"),
        ("/brief tpoic:energy", "topic"),
        ("/brief topic:energy length:lon", "long"),
        ("/brief length:huge topic:energy", "short, standard or long"),
        ("/search words:gas page:0", "number from 1"),
        ("/search words:gas page:²", "number from 1"),
        ("/brief", "/brief topic:energy"),
        ("/brief topic:", "takes"),
        ("/topics energy", "/topics alone"),
        ("what is the price of gas", "/ask"),
        ("energy", "/help"),
        ("brief energy length:long", "/brief energy length:long"),
        ("/figures subject:trade length:short", "subject:"),
        ("/compare energy", "topic:energy a:Russia b:China"),
        ("/subscribe", "server"),
        ("/", "/help"),
    ],
)
def test_a_slip_is_answered_with_what_to_type(line: str, said: str) -> None:
    with pytest.raises(BadOption) as raised:
        parse(line)
    assert said in raised.value.hint


@given(st.text(max_size=80))
def test_no_line_is_a_fault(line: str) -> None:
    """Whatever is piped in, the console goes on."""
    try:
        asked = parse("/" + line)
    except BadOption as error:
        assert error.message
    else:
        assert asked.command in COMMANDS


def test_every_command_that_needs_something_says_what() -> None:
    for where in Where:
        for command in offered(where).values():
            if any(o.required for o in command.offered(where)):
                with pytest.raises(BadOption) as raised:
                    request(command, {}, where)
                assert command.name in raised.value.message
                assert raised.value.hint.startswith("For example: ")
