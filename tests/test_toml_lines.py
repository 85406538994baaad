"""Where a value stands in a TOML file, tried on made documents and on our own files."""

import tomllib
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from storage.toml_lines import Location, line_at, lines_of
from topics.written import FOLDER

# Every value made here ends in a number of its own, so that the line on which it is written can be
# found without knowing TOML.
BLANKS = st.sampled_from(
    ["", " ", "\n", "\r\n", "\n\n\t", ' # a ] comment "with = signs\n', "\n#[[x]]\n#}\n"]
)
PLAIN_BLANKS = st.sampled_from(["", " ", "\t "])
LINE_ENDS = st.sampled_from(["\n", "\r\n", "\n\n", " # [not.a.table]\n", "\n# 'x' = {\n"])
KEYS = st.sampled_from(
    ["a", "b-2", "9", '"a b"', '"x.y#"', "'[z]'", '"q\\"="', '"\\u1ec7"', "ßeta".encode().hex()]
)
FORMS = [
    "'vN'",
    '"vN"',
    '"]}},#\\"\\\\ vN"',
    "'#[{{ vN'",
    '"""vN\n]} = "x" ""\\"\n"""',
    "'''vN\n# '' no comment\n''''",
    '"""\\\n  vN"""""',
    "N",
    "-N.5",
    "Ne1",
]
ON_THE_NEXT_LINE = 6  # of FORMS: the text begins where its quotes are


class Draft:
    """A document as it is drawn; numbers its values."""

    def __init__(self, data: st.DataObject) -> None:
        self.data, self.count, self.moved = data, 1000, set[int]()

    def value(self, depth: int) -> str:
        kind = self.data.draw(st.integers(0, 3 if depth else 1))
        blank = BLANKS if kind == 2 else PLAIN_BLANKS
        if kind == 2:
            items = [self.value(depth - 1) for _ in range(self.data.draw(st.integers(0, 3)))]
            separated = "".join(
                f"{self.data.draw(blank)}{item}{self.data.draw(blank)}," for item in items
            )
            return f"[{separated}{self.data.draw(blank)}]"
        if kind == 3:
            pairs = [
                f"k{n} = {self.value(depth - 1)}" for n in range(self.data.draw(st.integers(0, 2)))
            ]
            return f"{{{self.data.draw(blank)}{', '.join(pairs)}{self.data.draw(blank)}}}"
        self.count += 1
        form = self.data.draw(st.integers(0, len(FORMS) - 1))
        if form == ON_THE_NEXT_LINE:
            self.moved.add(self.count)
        return FORMS[form].replace("N", str(self.count))

    def pairs(self) -> str:
        keys = self.data.draw(st.lists(KEYS, max_size=3, unique=True))
        dotted = [
            key + self.data.draw(st.sampled_from(["", ' . "in.ner"', ".p.q"])) for key in keys
        ]
        return "".join(f"{key} = {self.value(2)}{self.data.draw(LINE_ENDS)}" for key in dotted)

    def text(self) -> str:
        parts = [self.pairs()]
        for n in range(self.data.draw(st.integers(0, 3))):
            name = f"t{n}"
            if self.data.draw(st.booleans()):
                parts.append(f"[ {name} . 's.t' ]{self.data.draw(LINE_ENDS)}{self.pairs()}")
                continue
            for _ in range(self.data.draw(st.integers(1, 2))):
                parts.append(f"[[{name}]] # [[\n{self.pairs()}")
                for _ in range(self.data.draw(st.integers(0, 2))):
                    parts.append(f"[[{name}.deep]]\n{self.pairs()}")
                parts.append(f"[{name}.sub]\n{self.pairs()}")
        return "".join(parts)


def leaves(value: Any, at: Location = ()) -> list[tuple[Location, Any]]:
    if isinstance(value, dict):
        return [leaf for key, inner in value.items() for leaf in leaves(inner, (*at, key))]
    if isinstance(value, list):
        return [leaf for n, inner in enumerate(value) for leaf in leaves(inner, (*at, n))]
    return [(at, value)]


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_every_value_of_a_document_is_found_on_its_line(data: st.DataObject) -> None:
    draft = Draft(data)
    text = draft.text()
    lines = lines_of(text)
    for at, value in leaves(tomllib.loads(text)):
        digits = "".join(letter for letter in str(value).split(".")[0] if letter.isdigit())
        number = int(digits[:4])
        written = text[: text.index(str(number))].count("\n") + 1 - (number in draft.moved)
        assert lines[at] == written, (at, text)


def test_what_is_no_value_has_a_line_too() -> None:
    lines = lines_of('title = "a"\n[[sides]]\nparty = "x"\n\n[[sides]]\nnames = {\ten = ["a"] }\n')
    assert (line_at(lines, ("sides", 0)), line_at(lines, ("sides", 1))) == (2, 5)
    assert line_at(lines, ("sides", 1, "names", "en", 7, "no", "such")) == 6
    assert line_at(lines, ("sides", 1, "colour")) == 5
    assert line_at(lines, ("nothing",)) is None


def test_every_file_of_ours_is_read_as_tomllib_reads_it() -> None:
    for file in FOLDER.rglob("*.toml"):
        text = file.read_text(encoding="utf-8")
        lines, written = lines_of(text), text.split("\n")
        for at, value in leaves(tomllib.loads(text)):
            assert str(value) in written[lines[at] - 1], (file, at)
