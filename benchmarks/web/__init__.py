"""Measures of the site: its chat beside deep-chat, a hundred visitors at once, what the gateway adds to a message."""
