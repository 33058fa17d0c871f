"""Run by Alembic: works on the connection that our own code hands over."""

from alembic import context

given = context.config.attributes
connection = given["connection"]
context.configure(
    connection=connection,
    version_table=given["version_table"],
    render_as_batch=connection.dialect.name == "sqlite",
)
with context.begin_transaction():
    context.run_migrations()
