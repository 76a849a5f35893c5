"""Sessions and names: signed, ending, renewed; and a name that is written into the log is a plain line."""

from __future__ import annotations

import time

import pytest

from extractor.web.session import Keys, Session, clean_name, local


def test_a_session_comes_back_as_it_was_sealed() -> None:
    keys = Keys()
    made = Session.new(signed_in=True)
    assert keys.unseal(keys.seal(made)) == made
    assert Keys().unseal(keys.seal(made)) is None


def test_signing_in_changes_the_token_of_forms() -> None:
    keys = Keys()
    before = Session("n", 2**40)
    assert not keys.is_csrf(Session("n", 2**40, signed_in=True), keys.csrf(before))
    assert keys.is_csrf(before.renewed(), keys.csrf(before))


def test_a_session_ends_and_is_renewed_before(monkeypatch: pytest.MonkeyPatch) -> None:
    keys, made = Keys(), Session.new()
    sealed, now = keys.seal(made), time.time()
    for hours, is_ageing, is_over in ((1, False, False), (7, True, False), (13, True, True)):
        monkeypatch.setattr(time, "time", lambda hours=hours: now + hours * 3600)
        assert made.is_ageing is is_ageing
        assert (keys.unseal(sealed) is None) is is_over


NAMES = [
    ("王五", "王五"),
    ("  王\u3000五 ", "王 五"),
    ("a\nb\x00", "ab"),
    ("\u202e\u200b", ""),
    ("x" * 50, "x" * 40),
    ("<b>", "<b>"),
]


@pytest.mark.parametrize(("typed", "kept"), NAMES)
def test_names_are_plain_lines(typed: str, kept: str) -> None:
    assert clean_name(typed) == kept


@pytest.mark.parametrize(("address", "going_on"), [("/x?y=1", "/x?y=1"), ("", "/"), ("x", "/"), ("//x", "/"), ("/\t/x", "/")])
def test_one_is_led_to_addresses_of_ours_only(address: str, going_on: str) -> None:
    assert local(address) == going_on
