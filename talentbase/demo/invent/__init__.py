"""A county that does not exist: people, employers, needs and figures made up from a seed and a day. No database here."""
