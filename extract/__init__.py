"""Read one disclosure file, page by page, verbatim.

In: the path of a source file.
Out: `records.Page` objects: paragraphs and grids, each with page and box.

Extract never looks across a page boundary and knows nothing of budgets.
"""
