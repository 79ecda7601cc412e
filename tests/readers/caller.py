"""Somebody who uses the pages and the API over HTTP, with a session of their own."""

import json
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from typing import Any
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, OpenerDirector, Request, build_opener


@dataclass
class Caller:
    """`url` is that of the service, without a slash at its end; `card` is empty for who does not sign in."""

    url: str
    card: str = ""
    cookies: CookieJar = field(default_factory=CookieJar)

    def __post_init__(self) -> None:
        self.get("/in/login/")
        if self.card:
            self.send("/in/login/", login=self.card, password="akari-2026")

    def get(self, path: str) -> str:
        return self._ask(Request(self.url + path))

    def send(self, path: str, **fields: str) -> str:
        """A page's form; the page that it leads to."""
        return self._ask(Request(self.url + path, urlencode(fields).encode(), self._sure))

    def call(self, path: str, **body: Any) -> Any:
        """A POST to the API, whatever has changed since."""
        headers = {**self._sure, "Content-Type": "application/json", "If-Match": "*"}
        return json.loads(self._ask(Request(f"{self.url}/api/v1/{path}", json.dumps(body).encode(), headers)))

    def list(self, path: str) -> list[Any]:
        """All pages of a list of the API."""
        found, page = [], f"/api/v1/{path}"
        while page:
            answer = json.loads(self.get(page))
            found += answer["results"]
            page = (answer["next"] or "").removeprefix(self.url)
        return found

    @property
    def _sure(self) -> dict[str, str]:
        token = next(one.value for one in self.cookies if one.name == "csrftoken")
        return {"X-CSRFToken": token or "", "Referer": self.url}

    def _ask(self, request: Request) -> str:
        with self._opener.open(request, timeout=60) as answer:
            text: str = answer.read().decode()
        return text

    @property
    def _opener(self) -> OpenerDirector:
        return build_opener(HTTPCookieProcessor(self.cookies))
