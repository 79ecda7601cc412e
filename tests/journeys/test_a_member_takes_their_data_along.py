"""What is held about a member comes as a file, in a real browser."""

from collections.abc import Callable

from playwright.sync_api import Page

from tests.service import Service


def test_what_is_held_about_her_is_there_to_take_along(city: Service, sign_in: Callable[..., Page]) -> None:
    page = sign_in("1002")
    page.goto(f"{city.url}/me/data/")
    with page.expect_download() as download:
        page.get_by_role("link", name="ファイルを受け取る").tap()
    assert download.value.suggested_filename == "madoakari-my-data.json"
    assert '"call_name": "そら"' in download.value.path().read_text()
