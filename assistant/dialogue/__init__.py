"""What the assistant answers, decided without Rasa: a turn and what is known go in, replies and what is known come out.

``state`` is what a conversation knows; ``collect`` reads a turn into it; ``orientation`` asks, recaps, recommends;
``definitions``, ``catalogue``, ``guidance`` and ``contacts`` answer questions; ``present`` and ``recommendation`` turn
records into French sentences; ``repair`` deals with what was not understood.
"""
