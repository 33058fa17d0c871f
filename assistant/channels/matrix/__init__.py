"""The messaging room: the assistant on a Matrix homeserver (Tchap, Element), a process with its own environment.

It knows the site's gateway alone, and imports nothing that Rasa needs.
"""
