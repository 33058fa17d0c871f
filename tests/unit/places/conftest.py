"""The real data of data/places, read once for all tests of this folder."""

import pytest

from assistant.places import Places


@pytest.fixture(scope="session")
def places() -> Places:
    return Places()
