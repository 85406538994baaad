"""Reads a file that a person writes: TOML into a model, or one line on what is wrong where.

Outlet files, topic files and ``digest.toml`` are read here: a typo looks the same in all of them.
"""

import difflib
import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError
from pydantic_core import ErrorDetails

from storage.toml_lines import Location, line_at, lines_of

# What would be right, in the words of TOML and not of the programming language; for pydantic's
# types of faults. Of the others its own words are told.
WORDS = {
    "string_type": "must be text in quotes",
    "tuple_type": "must be a list in brackets",
    "date_type": "must be a day such as 2026-11-08, without quotes",
    "date_from_datetime_parsing": "must be a day such as 2026-11-08, without quotes",
}
AT_LINE = re.compile(r"at line (\d+)")  # what tomllib says at the end of a complaint
KEY_ITSELF = "[key]"  # pydantic's word for a key that is wrong, not its value


class ConfigError(ValueError):
    """A file that a person wrote cannot be understood.

    Its text is one line for that person, and ``faults`` are the same one by one.
    """

    def __init__(self, *faults: str) -> None:
        super().__init__("; ".join(faults))
        self.faults = faults


class Settings(BaseModel):
    """Base of every model read from a file: frozen, and a key that nobody reads is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


Model = TypeVar("Model", bound=Settings)


def read_toml(path: Path, model: type[Model]) -> Model:
    """The file's contents as ``model``. Raises ConfigError naming the line of every wrong key."""
    text = read_text(path)
    try:
        return model.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        found = AT_LINE.search(str(error))
        line = int(found[1]) if found else text.count("\n") + 1  # "at end of document"
        raise ConfigError(f"{path}:{line}: is not TOML: {error}") from None
    except RecursionError:
        raise ConfigError(f"{path}: is nested too deep") from None
    except ValidationError as error:
        lines = lines_of(text)
        places = [in_file(path, line_at(lines, fault["loc"])) for fault in faults_of(error)]
        told = zip(places, complaints(error, model), strict=True)
        raise ConfigError(*(f"{place}: {words}" for place, words in told)) from None


def read_text(path: Path) -> str:
    """The text of a file that a person wrote. Raises ConfigError."""
    content = b""
    try:
        content = path.read_bytes()
        # Editors on Windows begin a file with a mark that TOML does not know.
        return content.decode("utf-8-sig")
    except FileNotFoundError:
        raise ConfigError(f"{path}: there is no such file") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        place = in_file(path, content.count(b"\n", 0, error.start) + 1)
        raise ConfigError(
            f"{place}: is not UTF-8 at byte {error.start}; save it as UTF-8"
        ) from None


def in_file(path: Path, line: int | None) -> str:
    """As editors and terminals make a link of it: ``topics/parties/vietnam.toml:12``."""
    return f"{path}:{line}" if line else str(path)


def check(values: dict[str, Any], model: type[Model], source: str) -> Model:
    """``values`` as ``model``; ``source`` is what the message calls the place they came from."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise ConfigError(f"{source}: {'; '.join(complaints(error, model))}") from None


def complaints(error: ValidationError, model: type[BaseModel]) -> Iterator[str]:
    """One clause for each fault: the key as it is written in the file, and what would be right."""
    for fault in faults_of(error):
        key = dotted(fault["loc"])
        if fault["type"] == "extra_forbidden":
            yield f"unknown key '{key}'{suggestion(fault['loc'], model)}"
        elif fault["type"] == "missing":
            yield f"key '{key}' is missing"
        else:
            message = WORDS.get(fault["type"]) or fault["msg"].removeprefix("Value error, ")
            yield f"'{key}': {message}" if key else message


def faults_of(error: ValidationError) -> list[ErrorDetails]:
    """Without the complaint that a list is too short where its wrong items made it so."""
    faults = error.errors()
    within = {fault["loc"][:n] for fault in faults for n in range(1, len(fault["loc"]))}
    return [one for one in faults if one["type"] != "too_short" or one["loc"] not in within]


def dotted(location: Location) -> str:
    """("readers", 0, "zone") as ``readers[1].zone``: people count from one."""
    key = ""
    for part in location:
        if part != KEY_ITSELF:
            key += f"[{part + 1}]" if isinstance(part, int) else f".{part}" if key else str(part)
    return key


def suggestion(location: Location, model: type[BaseModel]) -> str:
    fields = fields_at(location[:-1], model)
    close = did_you_mean(str(location[-1]), fields)
    return close or (f"; known keys: {', '.join(sorted(fields))}" if fields else "")


def did_you_mean(word: str, known: list[str]) -> str:
    """ "; did you mean 'x'?", or "" where nothing known is near."""
    close = difflib.get_close_matches(word, known, n=1, cutoff=0.6)
    return f"; did you mean '{close[0]}'?" if close else ""


def fields_at(location: Location, model: type[BaseModel]) -> list[str]:
    """Names of the fields of the model that stands at ``location`` inside ``model``."""
    named = False  # whether the next part is a name that the file's writer chose
    for part in location:
        if isinstance(part, int) or named:
            named = False
            continue
        field = model.model_fields.get(part)
        inner = model_within(field.annotation) if field else None
        if field is None or inner is None:
            return []
        named = get_origin(field.annotation) is dict
        model = inner
    return list(model.model_fields)


def model_within(annotation: object) -> type[BaseModel] | None:
    """The model inside ``tuple[Model, ...]``, ``dict[str, Model]`` or ``Model | None``."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    found = (model_within(argument) for argument in get_args(annotation))
    return next((inner for inner in found if inner is not None), None)
