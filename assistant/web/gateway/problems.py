"""What can go wrong with a call, and the French sentence that the visitor is shown for it."""

from starlette.responses import JSONResponse

NO_STORE = {"Cache-Control": "no-store"}
"""On every answer about a conversation: no cache keeps it."""

_SEND_AGAIN = "Votre message n'est pas perdu : envoyez-le de nouveau dans un instant."


class Problem(Exception):
    """A call that is not answered. ``retry_after``: seconds after which it is worth asking again."""

    def __init__(self, status: int, code: str, message: str, retry_after: int | None = None) -> None:
        super().__init__(code)
        self.status = status
        self.code = code
        self.message = message
        self.retry_after = retry_after

    def response(self) -> JSONResponse:
        """``{"error": {"code", "message"}}``."""
        wait = {} if self.retry_after is None else {"Retry-After": str(self.retry_after)}
        body = {"error": {"code": self.code, "message": self.message}}
        return JSONResponse(body, self.status, headers={**NO_STORE, **wait})


def bad_request(message: str, status: int = 400) -> Problem:
    return Problem(status, "bad_request", message)


def unreadable() -> Problem:
    return bad_request("Je n'ai pas pu lire ce message : réessayez, ou rechargez la page.")


def too_long(most: int) -> Problem:
    return Problem(
        400, "too_long", f"Ce message est trop long : {most} caractères au plus. Envoyez-le en plusieurs fois."
    )


def too_large() -> Problem:
    return Problem(413, "too_large", "Cet envoi est trop gros : écrivez un message plus court.")


def rate_limited(seconds: int) -> Problem:
    wait = "une minute" if seconds <= 60 else f"{-(-seconds // 60)} minutes"
    message = f"Beaucoup de messages arrivent d'ici : attendez {wait}, puis envoyez de nouveau le vôtre."
    return Problem(429, "rate_limited", message, seconds)


def forbidden_origin() -> Problem:
    return Problem(403, "forbidden", "Ce site n'est pas autorisé à utiliser l'assistant.")


def unknown_session() -> Problem:
    return Problem(401, "forbidden", "Cette session n'est plus reconnue : rechargez la page pour en ouvrir une autre.")


def unavailable(retry_after: int = 10) -> Problem:
    message = f"L'assistant est indisponible pour le moment. {_SEND_AGAIN}"
    return Problem(503, "unavailable", message, retry_after)


def broken() -> Problem:
    return Problem(500, "unavailable", "Une erreur est survenue de notre côté : envoyez de nouveau votre message.")


def timeout() -> Problem:
    message = f"L'assistant met trop de temps à répondre. {_SEND_AGAIN}"
    return Problem(504, "timeout", message, 10)
