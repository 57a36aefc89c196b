"""Takes the pictures of docs/img/partner again: docs/accessibility.md says how to start it, and shows them.

It goes through a fresh demonstration as its people do: they ask, invite, remove and withdraw. `make demo` undoes that.
"""

import os
import re
import shutil
import sys
from io import BytesIO
from pathlib import Path

from PIL import Image
from playwright.sync_api import Browser, Error, Page, sync_playwright

from evaluation.demonstration.people import PASSWORD
from tests.browser.pictures import WALKS

FOLDER = Path("docs/img/partner")
WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 800}
TALLEST = {1280: 1400, 320: 1600}
COLOURS = 64


def main(address: str) -> None:
    """All of them; says which could not be taken."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    facts: dict[str, str] = {}
    with sync_playwright() as playwright:
        path = os.environ.get("CHROMIUM") or shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=path, args=["--headless", "--no-sandbox"])
        failed = [line for walk in WALKS for line in _walk(browser, address, facts, *walk)]
        browser.close()
    pictures = list(FOLDER.glob("*.png"))
    print(f"{len(pictures)} pictures, {sum(picture.stat().st_size for picture in pictures) / 1_000_000:.1f} MB")
    sys.exit("\n".join(failed) or None)


def _walk(browser: Browser, address: str, facts: dict[str, str], person: str, visits: dict[str, str]) -> list[str]:
    """The pages of one person (nobody: a visitor), in order. `facts`: the last reference and digest that a page showed."""
    context = browser.new_context(base_url=address, viewport=WIDE, device_scale_factor=2, reduced_motion="reduce")
    context.set_default_timeout(5_000)
    page, failed = context.new_page(), []
    if person:
        _do(page, f"/account/login/ > E-mail address = {person} > Password = {PASSWORD} > [Sign in]")
    for name, steps in visits.items():
        try:
            _do(page, steps.format_map(facts))
            names, values = (page.locator(f".facts {each}").all_inner_texts() for each in ("dt", "dd"))
            facts |= dict(zip(names, values, strict=True))
            if not name.startswith("."):
                _take(page, name)
        except (Error, KeyError) as problem:
            failed.append(f"{name} at {page.url}: {str(problem).splitlines()[0]}")
    context.close()
    return failed


def _do(page: Page, steps: str) -> None:
    """An address, then what is done there, divided by " > ": `[a button]`, `(a choice)`, `a field = words` or `a link`."""
    address, *deeds = steps.split(" > ")
    page.goto(address)
    main = page.locator("main")
    for deed in deeds:
        field, is_field, words = deed.partition(" = ")
        if is_field:
            main.get_by_label(field).first.fill(words)
        elif deed.startswith("["):
            main.get_by_role("button", name=deed[1:-1]).first.click()
        elif deed.startswith("("):
            main.get_by_label(deed[1:-1]).first.check()
        else:
            main.get_by_role("link", name=re.compile(f"^{re.escape(deed)}")).first.click()


def _take(page: Page, name: str) -> None:
    """The head of a page, in few colours: at half its size where the window is wide, at its own where it is narrow."""
    width = 320 if name.endswith("-320") else 1280
    page.set_viewport_size(NARROW if width == 320 else WIDE)
    page.mouse.move(0, 0)
    whole = Image.open(BytesIO(page.screenshot(full_page=True)))
    size = (width, min(whole.height // 2, TALLEST[width]))
    head = whole.crop((0, 0, width * 2, size[1] * 2)).convert("RGB")
    shown = head.resize(size if width == 320 else (size[0] // 2, size[1] // 2), Image.Resampling.LANCZOS)
    shown.quantize(COLOURS, dither=Image.Dither.NONE).save(FOLDER / f"{name}.png", optimize=True)
    page.set_viewport_size(WIDE)


if __name__ == "__main__":
    main(sys.argv[1] if len(sys.argv) > 1 else "http://127.0.0.1:8000")
