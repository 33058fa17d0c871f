"""Requests of holders to the advisers: kept until the mail server took them, tried again when it does not answer.

``address`` reads what people type as their e-mail; ``outbox`` keeps the requests and says how they stand; ``message``
words one as an e-mail; ``delivery`` sends those that wait.
"""
