"""The conversations of the evaluation set, played through the trained model and the real actions.

How they are written and what each key means: tests/evaluation/README.md.
"""

import asyncio
from pathlib import Path
from typing import Any

import pytest
import yaml

from assistant.text import key

_SET = yaml.safe_load((Path(__file__).parents[1] / "evaluation" / "conversations.yml").read_text(encoding="utf-8"))
_FINISH = ["je ne sais pas"] * 12 + ["oui"]


def _turns(conversation: dict[str, Any]) -> list[dict[str, Any]]:
    played: list[dict[str, Any]] = []
    for turn in conversation["turns"]:
        said = turn if isinstance(turn, dict) else {"user": turn}
        if said["user"] == "finish":
            played += [{"user": text} for text in _FINISH]
            played[-1] = {**said, "user": _FINISH[-1]}
        else:
            played.append(said)
    return played


def _known(name: str, value: Any, expected: Any) -> bool:
    if expected is None:
        return not value
    if isinstance(expected, list):
        known = set(value or ())
        return set(expected) <= known if name == "themes" else set(expected) == known
    return str(value) == str(expected) or (isinstance(expected, (int, float)) and value == expected)


@pytest.mark.parametrize("conversation", _SET["conversations"], ids=lambda c: c["id"])
def test_conversation(model: Any, monkeypatch: pytest.MonkeyPatch, conversation: dict[str, Any]) -> None:
    monkeypatch.setenv("AS_OF", str(_SET["as_of"]))
    turns = _turns(conversation)

    told = asyncio.run(model.converse([turn["user"] for turn in turns]))

    wrong = []
    for turn, said in zip(turns, told["turns"], strict=True):
        reply = key(" ".join(said["bot"]))
        if not reply:
            wrong.append(f"« {turn['user']} » : sans réponse")
        after = f"après « {turn['user']} »"
        wrong += [f"{after} : « {w} » manque" for w in turn.get("says", ()) if key(str(w)) not in reply]
        wrong += [f"{after} : « {w} » dit" for w in turn.get("not_says", ()) if key(str(w)) in reply]
    everything = key(" ".join(text for said in told["turns"] for text in said["bot"]))
    wrong += [f"« {w} » n'a pas été dit" for w in conversation.get("says", ()) if key(str(w)) not in everything]
    for name, expected in conversation.get("slots", {}).items():
        if not _known(name, told["slots"][name], expected):
            wrong.append(f"{name} : {told['slots'][name]!r} au lieu de {expected!r}")
    proposed = told["recommendations"]
    if conversation.get("recommended") == [] and proposed:
        wrong.append(f"proposés, alors que rien ne devait l'être : {proposed}")
    wrong += [f"{p} n'est pas proposé ({proposed})" for p in conversation.get("recommended", ()) if p not in proposed]
    if (any_of := conversation.get("recommended_any")) and not set(any_of) & set(proposed):
        wrong.append(f"aucun de {any_of} n'est proposé ({proposed})")
    wrong += [f"{p} est proposé" for p in conversation.get("not_recommended", ()) if p in proposed]
    assert not wrong, "\n".join(wrong)
