"""How the tables of what is kept of people come to be, revision after revision; run by assistant/personal/engine.py."""
