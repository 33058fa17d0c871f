"""How a base in SQL is opened, embedded (SQLite) or shared (PostgreSQL), and brought up to date."""
