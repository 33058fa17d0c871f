"""Another site, on another origin, that embeds the chat by its one line."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

_PAGE = """<!doctype html>
<html lang="fr">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Un autre site</title></head>
<body><main><h1>Un autre site</h1></main><script src="{site}/widget.js" defer></script></body>
</html>
"""
# As strict as a site can be that embeds it.
_POLICY = "default-src 'none'; script-src {site}; connect-src {site}"


@dataclass
class OtherSite:
    """``embeds``: the address of the site whose chat its page has."""

    origin: str
    embeds: str = ""


@contextmanager
def other_site() -> Iterator[OtherSite]:
    """Served on «localhost», which for a browser is another site than 127.0.0.1."""

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(200)
            self.send_header("Content-Type", "text/html; charset=utf-8")
            self.send_header("Content-Security-Policy", _POLICY.format(site=site.embeds))
            self.end_headers()
            self.wfile.write(_PAGE.format(site=site.embeds).encode())

        def log_message(self, format: str, *args: object) -> None:
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        site = OtherSite(f"http://localhost:{server.server_port}")
        Thread(target=server.serve_forever, daemon=True).start()
        yield site
        server.shutdown()
