"""Peak memory of one engine on one file, in a process that imports nothing else.

python -m benchmarks.memory ENGINE FILE [PAGE,PAGE,…]     prints megabytes and CPU seconds
"""

from __future__ import annotations

import resource
import subprocess
import sys
import time
from pathlib import Path

from extract.documents import open_source, reread
from extract.engines import ENGINES, Engine

_STATUS = Path("/proc/self/status")


def measured(engine: Engine, path: Path, pages: tuple[int, ...] = ()) -> tuple[float, float]:
    """Return (peak megabytes, CPU seconds) of reading the pages, or all of them one after the other."""
    command = [sys.executable, "-m", "benchmarks.memory", engine, str(path), ",".join(map(str, pages))]
    root = Path(__file__).parents[1]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=root)
    peak, used = done.stdout.split()
    return float(peak), float(used)


def peak_megabytes() -> float:
    """Return the most memory this process has had at once."""
    if _STATUS.is_file():
        # ru_maxrss begins with what the parent had when it forked.
        fields = dict(line.split(":", 1) for line in _STATUS.read_text().splitlines() if ":" in line)
        return int(fields["VmHWM"].split()[0]) / 1024
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)


def main() -> None:
    """Read and print what it took."""
    engine, path = next(each for each in ENGINES if each == sys.argv[1]), Path(sys.argv[2])
    pages = [int(each) for each in sys.argv[3].split(",") if each]
    started = time.process_time()
    if pages:
        reread(path, pages, engine)
    else:
        with open_source(path, name=path.name, engine=engine) as source:
            for _ in source.pages:
                pass
    print(f"{peak_megabytes():.1f} {time.process_time() - started:.3f}")


if __name__ == "__main__":
    main()
