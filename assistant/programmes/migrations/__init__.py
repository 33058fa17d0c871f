"""How the tables of the programme base come to be, revision after revision; run by assistant/programmes/migrate.py."""
