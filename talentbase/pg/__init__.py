"""PostgreSQL: the embedded server, the two roles, connection URLs, and everything only PostgreSQL can do. No models."""
