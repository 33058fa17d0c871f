"""Serving the assistant: training its model, running its servers together, talking to it from a terminal."""
