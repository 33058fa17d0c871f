import pytest

from assistant.serving.environment import ServingError
from assistant.serving.readiness import PROBE, await_answer, await_site


def quiet() -> None:
    """Nothing has died."""


def test_ready_is_when_a_message_is_answered(rasa) -> None:
    # GIVEN a server that refuses, then says nothing, as Rasa does before its actions are there
    rasa.answers = [503, [], [{"text": "Bonjour !"}]]

    await_answer(rasa.url, quiet, pause=0.001)

    assert rasa.messages == [PROBE] * 3
    assert all(body["sender"].startswith("sonde-") for _, body in rasa.received)


def test_a_server_that_never_answers_is_given_up(rasa) -> None:
    rasa.answers = [[]]

    with pytest.raises(ServingError, match="n'a rien répondu"):
        await_answer(rasa.url, quiet, timeout=0.01, pause=0.01)


def test_waiting_ends_when_a_process_died(rasa) -> None:
    rasa.answers = [503]

    def died() -> None:
        if rasa.received:
            raise ServingError("le processus « rasa » s'est arrêté")

    with pytest.raises(ServingError, match="« rasa »"):
        await_answer(rasa.url, died, pause=0.001)


def test_the_site_is_there_when_it_says_that_all_is_well(rasa) -> None:
    rasa.health = [503, 503, 200]

    await_site(rasa.url, quiet, pause=0.001)

    assert rasa.health == [200]


def test_a_site_that_is_never_well_is_given_up(rasa) -> None:
    rasa.health = [503]

    with pytest.raises(ServingError, match="le site ne répond pas"):
        await_site(rasa.url, quiet, timeout=0.01, pause=0.01)
