"""The review app: pages and the JSON API over a store."""
