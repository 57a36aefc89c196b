"""Fictional adverts, organisations and people, loaded through the actions that real people use (`manage.py seed_demo`)."""
