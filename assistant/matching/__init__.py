"""A project's facts → the programmes and bodies that suit it, with reasons; pure functions over the base's records."""
