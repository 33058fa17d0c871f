"""The Rasa custom actions: thin, they carry a turn to ``assistant.dialogue`` and its replies back."""
