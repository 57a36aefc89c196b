"""The information pack: what the public reads about an advert and its services, in one document (S10, S11).

One file a noun; each gives its sections from what is public at that moment, and from nothing else: `composition.py` puts them
together. An edition keeps the whole as data, so that page, PDF and archive of an edition say the same for good: `editions.py`
makes editions, `printing.py` and `files.py` print them.
"""
