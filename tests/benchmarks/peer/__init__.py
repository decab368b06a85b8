"""What a county could set up in an afternoon: Django admin with django-import-export over one table of 32 columns."""
