"""``docforge preview``: the pages, the e-book and the model of a document in a browser, made anew when it is saved.

``choices`` says what may be shown, ``desk`` makes it, ``view`` is what was made, ``http`` and ``routes`` give it to the
browser, ``watching`` waits for files to change.
"""
