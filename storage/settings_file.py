"""Reads a file that a person writes: TOML into a model, or one line on what is wrong where.

Outlet files, topic files and ``digest.toml`` are read here: a typo looks the same in all of them.
"""

import difflib
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar, get_args, get_origin

from pydantic import BaseModel, ConfigDict, ValidationError

Location = tuple[int | str, ...]


class ConfigError(ValueError):
    """A file that a person wrote cannot be understood. Its text is one line for that person."""


class Settings(BaseModel):
    """Base of every model read from a file: frozen, and a key that nobody reads is an error."""

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True)


Model = TypeVar("Model", bound=Settings)


def read_toml(path: Path, model: type[Model]) -> Model:
    """The file's contents as ``model``. Raises ConfigError naming the file and every wrong key."""
    try:
        # Editors on Windows begin a file with a mark that TOML does not know.
        values = tomllib.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError:
        raise ConfigError(f"{path}: there is no such file") from None
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror})") from None
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path}: is not UTF-8 at byte {error.start}; save it as UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise ConfigError(f"{path}: is not TOML: {error}") from None
    return check(values, model, str(path))


def check(values: dict[str, Any], model: type[Model], source: str) -> Model:
    """``values`` as ``model``; ``source`` is what the message calls the place they came from."""
    try:
        return model.model_validate(values)
    except ValidationError as error:
        raise ConfigError(f"{source}: {'; '.join(complaints(error, model))}") from None


def complaints(error: ValidationError, model: type[BaseModel]) -> Iterator[str]:
    """One clause for each fault: the key as it is written in the file, and what would be right."""
    for fault in error.errors():
        key = dotted(fault["loc"])
        if fault["type"] == "extra_forbidden":
            yield f"unknown key '{key}'{suggestion(fault['loc'], model)}"
        elif fault["type"] == "missing":
            yield f"key '{key}' is missing"
        else:
            message = fault["msg"].removeprefix("Value error, ")
            yield f"'{key}': {message}" if key else message


def dotted(location: Location) -> str:
    """("readers", 0, "zone") as ``readers[1].zone``: people count from one."""
    key = ""
    for part in location:
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
