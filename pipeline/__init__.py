"""One document through the stages, many documents through an executor, the commands.

In: files and folders.
Out: shards under OUT/shards, and the publication that publish makes of them.

Imports every stage; imported by none.
"""
