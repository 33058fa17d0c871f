"""Understanding French holders: what they want (intents) and what they say of their project (entities)."""
