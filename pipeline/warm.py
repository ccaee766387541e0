"""Imported once by the server that workers start from, so that no document waits for what all of them need.

The dictionary of Chinese words, the Arrow schemas and the shapes of shards
take half a second to build; a short document takes a few milliseconds.
"""

from extract.records import Extracted, Page, Source
from normalize.tokens import token_crosses
from normalize.walk import normalize_document
from pipeline.shards import check_shard
from publish.columnar import check_records

token_crosses("社会效益", "指标")
_records = normalize_document(Extracted(Source("", "0" * 64, 0, "pdf"), (Page(1),), ""))
check_records(_records)
check_shard(_records)
