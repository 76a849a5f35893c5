"""Run by alembic: on the connection that `extractor.store.migrate` opened, or as SQL on paper for another dialect."""

from alembic import context

from extractor.store.tables import METADATA

given = context.config.attributes
if context.is_offline_mode():
    context.configure(dialect_name=given["dialect"], target_metadata=METADATA, literal_binds=True)
else:
    context.configure(connection=given["connection"], target_metadata=METADATA)
with context.begin_transaction():
    context.run_migrations()
