"""The programme base: its records, where they are stored, and how their status is computed for a day.

Knows neither Rasa nor the web: a script or a notebook may use it alone.
"""
