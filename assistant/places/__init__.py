"""A name typed by a person → commune, intercommunality, département, région; a code → its French name.

Uses nothing but data/places: neither Rasa, nor the web, nor the programme base.
"""

from assistant.places.mention import PlaceMention
from assistant.places.places import Places

__all__ = ["PlaceMention", "Places"]
