"""The rich content that rides beside the text of a message, for who can draw it."""
