"""One-page PDFs of every way a table is drawn, each with its true grid.

writing   PDF operators written by hand
cases     the pages and what stands on them
score     which engine reads which page right
"""
