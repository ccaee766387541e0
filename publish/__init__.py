"""Write records as Parquet, CSV, a DuckDB file, a data package and a manifest.

In: `normalize.records.Records`, one document at a time, in order of document_id.
Out: files under OUT; the same records give byte-identical Parquet and CSV.

Publish never changes a value.
"""
