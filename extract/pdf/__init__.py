"""The PDF reader: pdfium's characters and drawn paths, and a lattice of our own.

    library      raw pdfium calls, one C-speed loop per property
    characters   the printed characters of a page: text, place, size
    visibility   characters that nobody sees: invisible, white on paper, clipped
    clipping     characters cut away by clipping paths
    paths        drawn rules and filled areas
    edges        collinear rules joined
    lattice      edges → rectangles of slots → cells
    unruled_rows rows without rules between them
    placement    which character belongs to which cell
    lines        characters → printed lines
    aligned      tables without vertical rules, from aligned words:
      aligned_pieces   print that no gap parts, and the lines it stands on
      aligned_regions  lines that leave the same gaps free
      aligned_columns  columns between those gaps
      aligned_header   which heading stands over which columns
      aligned_rows     rows between rules, or side by side at one height
    paragraphs   lines outside tables → paragraphs
    order        reading order of the blocks
    quality      overprints, scans, fonts without usable characters
    stand_in_font  a box for every character of fonts that the file does not carry
    frame        rotation and crop
    assembly     characters and lattices → the record of a page
    page         one page through the chain, with every intermediate kept

pdfium must not be entered by two threads at once; use processes.
"""
