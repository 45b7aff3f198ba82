"""The review screen in a browser: every key, drafts, words taken from the text, two windows at once; axe-core on all of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from seen import Looked, assert_accessible, assert_accessible_in_both
from test_web_review import KEYS, by_hand, standing
from webdesk import COURIER

from saidso.ledger import Ledger
from saidso.nouns.judgement import Decision

Serve = Callable[..., str]
Look = Callable[..., Looked]


def at(serve: Serve, look: Look, ledger: Path, path: str = "/review?claim=c4", name: str = "Ana") -> Page:
    """A browser in which somebody has given a name."""
    page = look(f"{serve(ledger)}{path}", viewport={"width": 1280, "height": 800}).page
    call(page, name)
    return page


def call(page: Page, name: str) -> None:
    """Give a name by the first note, as the local reviewer is asked for one."""
    page.set_default_timeout(8_000)
    page.keyboard.press("n")
    page.locator("#note-words").fill("begun")
    page.keyboard.press("Enter")
    page.locator("input[name=your_name]").fill(name)
    page.keyboard.press("Enter")
    page.wait_for_selector(".task")


def decided(ledger: Path) -> list[tuple[str, str | None, str | None]]:
    """Decision, slot and value of everything but the first note."""
    return [each[1:] for each in standing(ledger)][1:]


def test_a_accepts_and_u_undoes(serve: Serve, look: Look, desk_ledger: Path) -> None:
    """`a` stores an acceptance and shows the next claim; `u` takes it back and shows the claim again."""
    page = at(serve, look, desk_ledger)
    page.keyboard.press("a")
    page.wait_for_url(lambda url: "claim=c4" not in url)
    assert decided(desk_ledger) == [("accept", None, None)]
    page.keyboard.press("u")
    page.wait_for_url("**claim=c4*")
    assert [each[0] for each in decided(desk_ledger)] == ["accept", "withdraw"]


def test_e_edits_in_place(serve: Serve, look: Look, desk_ledger: Path) -> None:
    """`e` makes the fields editable without leaving the page, Enter saves and goes on, and both values stand side by side."""
    page = at(serve, look, desk_ledger)
    page.keyboard.press("e")
    field = page.locator("#edit-killed")
    expect(field).to_be_focused()
    assert page.url.endswith("claim=c4&edit=1") and field.input_value() == "two"
    field.fill("four")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "claim=c4" not in url)
    assert decided(desk_ledger) == [("edit", "killed", "four")]
    page.locator(".last a").click()
    row = page.locator("tr[data-slot=killed]")
    expect(row).to_contain_text("2 soldiers")
    expect(row).to_contain_text("four")


def test_escape_leaves_and_a_draft_outlives_a_reload(serve: Serve, look: Look, desk_ledger: Path) -> None:
    """What was typed is there after Esc and after a reload, until it is saved; nothing is stored before."""
    page = at(serve, look, desk_ledger)
    page.keyboard.press("e")
    page.locator("#edit-killed").fill("four")
    page.reload()
    assert page.locator("#edit-killed").input_value() == "four", "the address keeps that an edit was on"
    page.keyboard.press("Escape")
    expect(page.locator("#edit-killed")).to_be_hidden()
    expect(page.locator("[data-draft-note]")).to_be_visible()
    page.reload()
    page.keyboard.press("e")
    assert page.locator("#edit-killed").input_value() == "four"
    assert decided(desk_ledger) == []
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "claim=c4" not in url)
    page.go_back()
    expect(page.locator("[data-draft-note]")).to_be_hidden()


def test_words_are_taken_from_the_text_by_mouse(serve: Serve, look: Look, desk_ledger: Path) -> None:
    """A double click on a word of the document puts it into the field that was edited last."""
    page = at(serve, look, desk_ledger)
    page.keyboard.press("e")
    page.locator("[data-paper] mark.voice").first.dblclick()
    assert page.locator("#edit-killed").input_value() in ("Mira", "Tolan", "Mira Tolan")
    expect(page.locator("#edit-killed")).to_be_focused()


def test_words_are_taken_from_the_text_by_keys(serve: Serve, look: Look, desk_ledger: Path) -> None:
    """Alt+W goes to the field's words in the text, arrows move word by word, Enter takes them, Esc goes back."""
    page = at(serve, look, desk_ledger)
    page.keyboard.press("e")
    page.keyboard.press("Alt+w")
    page.keyboard.press("Shift+ArrowRight")
    page.keyboard.press("Enter")
    taken = page.locator("#edit-killed").input_value()
    assert taken != "two" and taken.startswith("two") and taken in COURIER
    page.keyboard.press("Alt+w")
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Escape")
    expect(page.locator("#edit-killed")).to_be_focused()
    assert page.locator("#edit-killed").input_value() == taken and page.locator(".task.editing").count() == 1


@pytest.mark.parametrize(("key", "decision"), [("1", "reject"), ("5", "reject")])
def test_r_rejects_with_a_reason_by_number(serve: Serve, look: Look, desk_ledger: Path, key: str, decision: str) -> None:
    """`r` opens the reasons, a number takes one, and no stance is set by it; Esc closes the list first."""
    page = at(serve, look, desk_ledger)
    page.keyboard.press("r")
    page.keyboard.press("Escape")
    expect(page.locator(".whys")).to_be_hidden()
    page.keyboard.press("r")
    page.keyboard.press(key)
    page.wait_for_url(lambda url: "claim=c4" not in url)
    assert [each[0] for each in decided(desk_ledger)] == [decision]


def test_r_rejects_with_own_words(serve: Serve, look: Look, desk_ledger: Path) -> None:
    """Own words are a reason too."""
    page = at(serve, look, desk_ledger)
    page.keyboard.press("r")
    page.locator("#reject-reason").fill("no soldier is named")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "claim=c4" not in url)
    with Ledger(desk_ledger) as ledger:
        assert list(ledger.judgements())[-1].reason == "no soldier is named"


def test_numbers_set_the_stance(serve: Serve, look: Look, desk_ledger: Path) -> None:
    """Each of 1 to 9 presses the stance that shows the number; it stays on the claim, and `a` goes on."""
    page = at(serve, look, desk_ledger)
    for number in range(2, 10):
        button = page.locator(f"[data-name=stance-{number}]")
        value = (button.get_attribute("value") or "").removeprefix("stance:")
        page.keyboard.press(str(number))
        expect(page.locator(f"[data-name=stance-{number}]")).to_have_attribute("aria-pressed", "true")
        assert decided(desk_ledger)[-1] == ("edit", "stance", value)
    page.keyboard.press("1")
    expect(page.locator("[data-name=stance-1]")).to_have_attribute("aria-pressed", "true")
    assert decided(desk_ledger)[-1][0] == "withdraw", "says is what the machine reads"


def test_j_k_s_and_the_list_of_keys(serve: Serve, look: Look, desk_ledger: Path) -> None:
    """`j` and `k` go from field to field, whose words stand out; `e` edits that field; `s` puts off; `?` lists every key."""
    page = at(serve, look, desk_ledger, "/review?claim=c4")
    page.keyboard.press("j")
    slots = [page.evaluate("document.activeElement.dataset.slot")]
    for _ in range(4):
        page.keyboard.press("j")
        slots.append(page.evaluate("document.activeElement.dataset.slot"))
    assert slots == ["type", "status", "stance", "voice", "killed"]
    assert page.locator("mark.lit").inner_text() == "two"
    page.keyboard.press("k")
    page.keyboard.press("e")
    expect(page.locator("#edit-voice")).to_be_focused()
    page.keyboard.press("Escape")
    page.keyboard.press("?")
    listed = page.locator("#keys tbody kbd").all_inner_texts()
    assert {"a", "e", "r", "n", "s", "u", "j", "k", *map(str, range(1, 10))} <= set(listed)
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    page.wait_for_url(lambda url: "claim=c4" not in url)
    assert decided(desk_ledger) == []


def test_a_desk_chooses_its_own_keys(serve: Serve, look: Look, desk_ledger: Path) -> None:
    """A key that is taken is refused; another one works at once, stands on the button, and goes back to what it was."""
    page = at(serve, look, desk_ledger)
    home = page.url.partition("/review")[0]
    page.goto(f"{home}/review/keys")
    assert_accessible(page)
    assert page.locator(".key-form input").count() == len(KEYS)
    page.locator("#key-accept").fill("r")
    assert page.locator("[data-tells-keys]").inner_text().startswith("This key does something else")
    page.locator("#key-accept").fill("y")
    page.get_by_role("button", name="Keep these keys").click()
    page.goto(f"{home}/review?claim=c4")
    expect(page.locator("[data-shows=accept]")).to_have_text("y")
    page.keyboard.press("a")
    page.keyboard.press("y")
    page.wait_for_url(lambda url: "claim=c4" not in url)
    assert [each[0] for each in decided(desk_ledger)] == ["accept"]
    page.goto(f"{home}/review/keys")
    page.get_by_role("button", name="As they came").click()
    assert page.evaluate("localStorage.getItem('saidso.keys')") == "{}"


def test_two_windows_at_once(serve: Serve, look: Look, desk_ledger: Path) -> None:
    """The second is told who decided what, sees it, and keeps their own beside it."""
    looked = look(f"{serve(desk_ledger)}/review?claim=c4")
    looked.allow(409)
    page = looked.page
    call(page, "Ana")
    by_hand(desk_ledger, "c4", "Vera", Decision.REJECT, reason="no such claim")
    page.keyboard.press("a")
    expect(page.locator(".meanwhile")).to_contain_text("Vera")
    assert_accessible(page)
    page.get_by_role("button", name="Keep mine as well").click()
    page.wait_for_url(lambda url: "claim=c4" not in url)
    assert sorted(each[0] for each in standing(desk_ledger) for each in [each[1:]])[:1] == ["accept"]
    assert {each[0] for each in standing(desk_ledger)} == {"Ana", "Vera"}


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ar", 390)])
def test_the_screen_is_accessible(serve: Serve, look: Look, desk_ledger: Path, language: str, width: int) -> None:
    """axe-core finds nothing serious, reading and editing and rejecting, in both themes; the page never scrolls sideways."""
    address = f"{serve(desk_ledger)}/review?claim=c5&lang={language}"
    page = look(address, viewport={"width": width, "height": 800}).page
    assert_accessible_in_both(page)
    page.keyboard.press("e")
    assert_accessible_in_both(page)
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    assert_accessible_in_both(page)
    for narrow in (1280, 390):
        page.set_viewport_size({"width": narrow, "height": 800})
        assert page.evaluate("document.documentElement.scrollWidth") <= narrow


def test_without_scripts(serve: Serve, look: Look, desk_ledger: Path) -> None:
    """Edit is a link, save a button: the same is stored without a script."""
    page = look(f"{serve(desk_ledger)}/review?claim=c4", java_script_enabled=False).page
    page.locator("[data-edit]").click()
    page.locator("#edit-killed").fill("four")
    page.get_by_role("button", name="Save and go on").click()
    page.locator("input[name=your_name]").fill("Ana")
    page.get_by_role("button", name="Go on").click()
    assert [each[1:] for each in standing(desk_ledger)] == [("edit", "killed", "four")]
