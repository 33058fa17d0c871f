"""The intent of a message: words and pieces of words, a linear model, probabilities that mean something.

No Rasa here: the graph component of ``components.py`` and the evaluation use the same class.
"""

from collections.abc import Sequence

import numpy as np
from sklearn.feature_extraction.text import TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import FeatureUnion, Pipeline

_WORD = r"\S+"


def _pipeline(regularisation: float) -> Pipeline:
    return Pipeline(
        [
            (
                "features",
                FeatureUnion(
                    [
                        (
                            "words",
                            TfidfVectorizer(
                                token_pattern=_WORD, lowercase=False, ngram_range=(1, 2), sublinear_tf=True
                            ),
                        ),
                        (
                            "pieces",
                            TfidfVectorizer(
                                analyzer="char_wb", lowercase=False, ngram_range=(2, 5), sublinear_tf=True, min_df=2
                            ),
                        ),
                    ]
                ),
            ),
            ("model", LogisticRegression(C=regularisation, class_weight="balanced", max_iter=400, tol=1e-2)),
        ]
    )


class IntentClassifier:
    """Multinomial logistic regression over TF-IDF of words (1-2) and of pieces of words (2-5 characters).

    Args:
        regularisation: inverse strength ``C`` of the L2 penalty.
    """

    def __init__(self, regularisation: float = 20.0) -> None:
        self.pipeline = _pipeline(regularisation)

    def fit(self, texts: Sequence[str], intents: Sequence[str]) -> "IntentClassifier":
        """Learn from feature texts (``assistant.nlu.tokens.features_text``) and their intents."""
        self.pipeline.fit(texts, intents)
        return self

    def ranking(self, text: str) -> list[tuple[str, float]]:
        """Every intent with its probability, the likeliest first; they add up to 1."""
        probabilities = self.pipeline.predict_proba([text])[0]
        order = np.argsort(-probabilities)
        names = self.pipeline.classes_
        return [(str(names[i]), float(probabilities[i])) for i in order]
