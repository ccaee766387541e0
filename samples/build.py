"""Make the committed samples again.

    python -m samples.build [FOLDER]

Writes the documents into the folder (`samples/` itself without one) and what
each holds into its `truth/`. The same versions of the generator and of typst
give the same bytes.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

from samples.content.county_bureau import county_bureau
from samples.content.county_cuts import county_plan
from samples.content.district_tables import district_tables
from samples.generator.dump import dump_text
from samples.generator.truth import cuts_json, truth_json
from samples.generator.typesetting import Layout, typeset_pdf

FOLDER = Path(__file__).parent

#: Pages of about B5, so that many rows are cut.
COUNTY = Layout(page=(510.0, 720.0), margin=48.0, font_size=10.0, page_numbers="dashes", honour_page_breaks=False)

#: As office programs print: rules are thin rectangles, a table a page, headers not repeated.
DISTRICT = Layout(
    margin=50.0,
    font_size=10.5,
    borders="rectangles",
    page_numbers="plain",
    repeat_header=False,
    breakable_rows=False,
)

#: The same tables on landscape pages, with titles and headers repeated.
DISTRICT_WIDE = Layout(
    landscape=True,
    margin=56.0,
    font_size=10.5,
    repeat_title=True,
    page_numbers="chinese",
)


def files() -> Iterator[tuple[str, bytes]]:
    """Yield the path of each file below the folder, with its bytes."""
    county = county_bureau()
    text, cuts = dump_text(county, county_plan(county))
    yield f"{county.stem}.txt", text.encode()
    yield f"{county.stem}.pdf", typeset_pdf(county, COUNTY)
    yield f"truth/{county.stem}.json", truth_json(county).encode()
    yield f"truth/{county.stem}.cuts.json", cuts_json(cuts).encode()
    for content, layout in ((district_tables("split"), DISTRICT), (district_tables("single"), DISTRICT_WIDE)):
        yield f"{content.stem}.pdf", typeset_pdf(content, layout)
        yield f"truth/{content.stem}.json", truth_json(content).encode()


def build(folder: Path) -> None:
    """Write all files."""
    for name, data in files():
        target = folder / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(data)


if __name__ == "__main__":
    build(Path(sys.argv[1]) if len(sys.argv) > 1 else FOLDER)
