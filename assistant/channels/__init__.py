"""The channels by which messages reach Rasa, besides its own."""
