"""Whoever works a page in a journey: by keys alone, or by touch."""

from dataclasses import dataclass

from playwright.sync_api import Locator, Page, expect

AT_ONCE, MOST = 8, 40  # strokes of the tab key between two looks, and looks from anywhere to anywhere
# Where the keyboard is, seen from what is to be reached: "there", or "near" among radio buttons of one name.
# The tab key rests there, so that not every stroke has to be looked after.
WATCH = """one => {
  const near = at => one.type === "radio" && at.type === "radio" && at.name === one.name;
  one.where = () => {
    const at = document.activeElement;
    return at === one ? "there" : near(at) ? "near" : "";
  };
  one.rest = event => { if (event.key === "Tab" && one.where()) event.preventDefault(); };
  addEventListener("keydown", one.rest, true);
}"""
LEAVE = 'one => removeEventListener("keydown", one.rest, true)'


@dataclass(frozen=True)
class Hand:
    """`url` is that of the service, without a slash at its end."""

    page: Page
    url: str
    keys: bool

    def go(self, address: str) -> None:
        self.page.goto(self.url + address)

    def press(self, button: Locator) -> None:
        if self.keys:
            self.reach(button)
            self.page.keyboard.press("Enter")
        else:
            button.tap()

    def tick(self, field: Locator) -> None:
        """A choice: reached by keys and ticked by the space bar, or touched by its words."""
        if self.keys:
            self.reach(field)
            self.page.keyboard.press("Space")
        else:
            field.locator("xpath=ancestor::label").tap()

    def type(self, field: Locator, words: str) -> None:
        if self.keys:
            self.reach(field)
        else:
            field.tap()
        field.press("ControlOrMeta+a")
        self.page.keyboard.type(words)

    def choose(self, field: Locator, value: str) -> None:
        """Of a list that drops down: by the arrow keys; a finger gets the list of its system."""
        if not self.keys:
            field.select_option(value)
            return
        self.reach(field)
        for _ in range(field.locator("option").count()):
            if field.input_value() == value:
                return
            self.page.keyboard.press("ArrowDown")
        expect(field).to_have_value(value)

    def reach(self, target: Locator) -> None:
        """By the tab key, and from one radio button to the next by the arrows."""
        found = target.element_handle()
        found.evaluate(WATCH)
        for _ in range(MOST):
            where = found.evaluate("one => one.where()")
            if where == "there":
                found.evaluate(LEAVE)
                return
            for _ in range(1 if where else AT_ONCE):
                self.page.keyboard.press("ArrowDown" if where else "Tab")
        raise AssertionError(f"no key leads to {target}")

    def button(self, words: str) -> Locator:
        return self.page.get_by_role("button", name=words, exact=True)

    def does(self, verb: str) -> Locator:
        """The button that sends a form as this."""
        return self.page.locator(f"button[name=do][value={verb}]")

    def link(self, words: str) -> Locator:
        return self.page.get_by_role("link", name=words, exact=True)

    def says(self, words: str) -> None:
        expect(self.page.locator("body")).to_contain_text(words)
