"""Facsimile disclosures of invented departments, with the generator that makes them.

The files beside this package are its output (`python -m samples.build`);
`truth/` states as JSON which records each of them holds.
"""
