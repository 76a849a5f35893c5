"""The one gateway to language models, and what stands behind it."""
