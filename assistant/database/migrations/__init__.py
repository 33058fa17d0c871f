"""How Alembic runs the revisions of any base (assistant/database/migrate.py)."""
