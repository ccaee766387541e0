"""Contents for the pagination lab: invented, drawn from a seed, in the layouts of several provinces."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from samples.content.county_bureau import county_bureau
from samples.content.district_tables import district_tables
from samples.generator.content import Disclosure
from samples.lab.disclosures import beijing, beijing_units, chongqing, guangdong, shaanxi, shanghai
from samples.lab.finals import finals
from samples.lab.hebei import hebei

CONTENTS: Mapping[str, Callable[[int], Disclosure]] = {
    "county": lambda _: county_bureau(),
    "split": lambda _: district_tables("split"),
    "single": lambda _: district_tables("single"),
    "beijing": beijing,
    "guangdong": guangdong,
    "shaanxi": shaanxi,
    "shanghai": shanghai,
    "chongqing": chongqing,
    "finals": finals,
    "hebei": hebei,
    "beijing_units": beijing_units,
}
"""Name of each content with its maker from a seed."""
