"""The intent of a message: words and pieces of words, linear separators, probabilities that mean what they say.

No Rasa here: the graph component of ``components.py`` and the evaluation use the same class.
"""

from collections.abc import Mapping, Sequence

import numpy as np
from scipy.optimize import minimize_scalar
from scipy.special import log_softmax, softmax
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.model_selection import StratifiedGroupKFold
from sklearn.pipeline import FeatureUnion
from sklearn.svm import LinearSVC

_WORD = r"\S+"
_FOLDS = 3
_STEEPNESS = (0.5, 20.0)
_KNOWN_PIECE = 4
_KNOWN_ENOUGH = 0.6
"""Share of known pieces from which a message is French that the model can judge: nearly all real messages are above
0.64, typing errors included; keyboard noise and words of no language are under 0.5 (docs/decisions/0004)."""


def _features() -> FeatureUnion:
    return FeatureUnion(
        [
            (
                "words",
                TfidfVectorizer(token_pattern=_WORD, lowercase=False, ngram_range=(1, 2), sublinear_tf=True),
            ),
            (
                "pieces",
                TfidfVectorizer(analyzer="char_wb", lowercase=False, ngram_range=(2, 5), sublinear_tf=True, min_df=2),
            ),
        ]
    )


class IntentClassifier:
    """One linear support vector machine an intent, over TF-IDF of words (1-2) and of pieces of words (2-5 characters).

    Scores become probabilities by one steepness, fitted on sentences held out of the training; a message made of
    pieces that no training sentence has loses the confidence that a linear model has in nonsense.

    Args:
        regularisation: inverse strength ``C`` of the L2 penalty.
        odds: by what the odds of an intent are multiplied; for the intent that stands for the rest of the world, of
            which the training sentences can hold but a small part.
    """

    def __init__(self, regularisation: float = 1.0, odds: Mapping[str, float] | None = None) -> None:
        self._regularisation = regularisation
        self._odds = dict(odds or {})
        self._features = _features()
        self._machines = self._new_machines()
        self.steepness = 1.0

    def _new_machines(self) -> LinearSVC:
        return LinearSVC(C=self._regularisation, random_state=0)

    def fit(
        self, texts: Sequence[str], intents: Sequence[str], groups: Sequence[str] | None = None
    ) -> "IntentClassifier":
        """Learn from feature texts (``assistant.nlu.tokens.features_text``) and their intents.

        ``groups``: what each text is a variation of; texts of one group are held out together. Each intent needs
        texts of at least ``_FOLDS`` groups.
        """
        matrix = self._features.fit_transform(texts)
        names, targets = np.unique(intents, return_inverse=True)
        scores = np.zeros((len(texts), len(names)))
        folds = StratifiedGroupKFold(_FOLDS, shuffle=True, random_state=0)
        for learnt, held_out in folds.split(matrix, targets, np.asarray(texts if groups is None else groups)):
            machines = self._new_machines().fit(matrix[learnt], targets[learnt])
            scores[held_out] = machines.decision_function(matrix[held_out])
        self.steepness = self._fitted_steepness(scores, targets)
        self._machines.fit(matrix, np.asarray(intents))
        return self

    @staticmethod
    def _fitted_steepness(scores: np.ndarray, targets: np.ndarray) -> float:
        """Inverse temperature that makes held-out intents most likely. ``scores``: texts × intents."""

        def surprise(steepness: float) -> float:
            return -float(log_softmax(steepness * scores, axis=1)[np.arange(len(targets)), targets].mean())

        return float(minimize_scalar(surprise, bounds=_STEEPNESS, method="bounded").x)

    def known_share(self, text: str) -> float:
        """Share, from 0 to 1, of the four-letter pieces of ``text`` that training sentences have."""
        pieces = self._features.transformer_list[1][1]
        met = [piece for piece in pieces.build_analyzer()(text) if len(piece) == _KNOWN_PIECE]
        return sum(piece in pieces.vocabulary_ for piece in met) / len(met) if met else 0.0

    def ranking(self, text: str) -> list[tuple[str, float]]:
        """Every intent with its probability, the likeliest first; they add up to 1, or less for unknown pieces."""
        scores = np.atleast_2d(self._machines.decision_function(self._features.transform([text])))
        names = self._machines.classes_
        odds = np.log([self._odds.get(name, 1.0) for name in names])
        probabilities = softmax(self.steepness * scores + odds, axis=1)[0]
        probabilities *= min(1.0, self.known_share(text) / _KNOWN_ENOUGH)
        order = np.argsort(-probabilities)
        return [(str(names[i]), float(probabilities[i])) for i in order]
