"""How fast and how right the readers are, beside their peers on the same pages in one run.

    reading          pages a second, milliseconds a page, peak memory, growth with pages
    whole            whole documents, from the file to the published tables
    profile_reading  where the time of our reader goes
    corners          one-page PDFs with known grids, and which engine reads which

They read the folder that GONGKAI_DISCLOSURES names, and without it `samples/`.
Nothing here is a timed test: machines differ, ratios in one run less so.
"""
