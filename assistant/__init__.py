"""Orientation of project holders towards programmes of international and European cooperation."""
