"""Read a Word file back: numbers by simulating Word's numbering, text in document order, notes, bookmarks."""
