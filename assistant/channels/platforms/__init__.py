"""Rasa's own channels (Telegram, Messenger, Slack, Mattermost, Rocket.Chat, Twilio, Teams), made safe to open.

``catalogue`` says what each needs, ``guarded`` what all share; the others are Rasa's classes with what they lack.
"""
