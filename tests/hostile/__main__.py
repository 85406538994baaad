"""`make hostile`: plays every fault, prints what came of each, and writes docs/faults.md."""

import tempfile
from pathlib import Path

from tests.hostile.run import COMMITTED, run, table

with tempfile.TemporaryDirectory() as folder:
    made = run(Path(folder))
text = table(made.ended)
COMMITTED.write_text(text, encoding="utf-8")
print(text)
print(f"{len(made.ended)} faults, {made.seconds:.0f} s, {made.megabytes:.0f} MB at the peak")
for fault, words in made.ended:
    if words != fault.ends:
        print(f"not as expected: {fault.name}: {words}; expected {fault.ends}")
