"""``saidso gazetteer``: build a gazetteer from the user's own GeoNames dump, and ask the one in use."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Optional

import typer

from saidso.show.cli.talk import EXIT_CODES, FAULTS, AsJson, console, give, give_json

if TYPE_CHECKING:
    from saidso.values.geonames import Built
    from saidso.values.place import Place

gazetteer = typer.Typer(
    name="gazetteer",
    help="Build a gazetteer from your own GeoNames dump, or ask the one in use.",
    epilog=EXIT_CODES,
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)


@gazetteer.command(epilog=EXIT_CODES)
def build(
    dump: Annotated[Path, typer.Argument(help="allCountries.zip, or a country's, as GeoNames gives it out.", show_default=False)],
    out: Annotated[Path, typer.Option("--out", "-o", help="Folder to write the gazetteer into.", show_default=False)],
    alternate_names: Annotated[
        Optional[Path],  # noqa: UP045 - Typer reads no X | None on every Python that we support
        typer.Option("--alternate-names", help="alternateNamesV2.zip, for names in more languages.", show_default=False),
    ] = None,
    countries: Annotated[str, typer.Option(help="Only these countries, as SY,IQ,TR. Empty: all.")] = "",
    as_json: AsJson = False,
) -> None:
    """Write a gazetteer from a GeoNames dump that you fetched. Nothing is fetched from here."""
    from saidso.values.geonames import build as make

    codes = [code.strip() for code in countries.split(",") if code.strip()]
    with console(stderr=True).status("reading") as shown:
        built = make(
            dump, out, alternate_names=alternate_names, countries=codes, watch=lambda lines: shown.update(f"{lines:,} lines read")
        )
    if as_json:
        give_json({"folder": str(out), **asdict(built)})
    else:
        give(built_text(built, out))


@gazetteer.command(epilog=EXIT_CODES)
def find(
    name: Annotated[str, typer.Argument(help='A place as a report writes it: "the city of Manbij".', show_default=False)],
    countries: Annotated[str, typer.Option(help="What the report is about, as SY,IQ.")] = "",
    as_json: AsJson = False,
) -> None:
    """Say what saidso makes of a place's name, and why. Exit code 1 when it is left open."""
    from saidso.values.place import resolve

    codes = tuple(code.strip().upper() for code in countries.split(",") if code.strip())
    place = resolve(name, countries=codes)
    if as_json:
        give_json(place_json(place))
    else:
        give(place_text(place))
    if place.name is None:
        raise typer.Exit(FAULTS)


def built_text(built: Built, folder: Path) -> str:
    """What was built, and the two lines that put it to use."""
    alone = f"{built.alone:10,} left out: no town of their country within 30 km\n" if built.alone else ""
    return (
        f"{built.towns:10,} towns and villages in {folder}\n{built.areas:10,} names of first-level areas\n"
        f"{built.features:10,} camps, prisons, dams, bases and crossings, each at its nearest town\n{alone}"
        "Use it: put these lines into saidso.toml, in the folder you start saidso in.\n\n"
        f'[places]\ngazetteer = "{folder.as_posix()}"\ntables = ["{(folder / "features.tsv").as_posix()}"]'
    )


def place_text(place: Place) -> str:
    """A place in a line: name, kind, where, and by which rule; or why nothing was chosen."""
    if place.name is None:
        listed = "".join(f"\n  {candidate}" for candidate in place.candidates)
        return f"{place.words}: left open. {place.reason}{listed}"
    where = ", ".join(filter(None, (place.admin if place.admin != place.name else None, place.country)))
    point = "" if place.latitude is None else f", {place.latitude:.1f} {place.longitude:.1f}"
    part = f" ({place.part})" if place.part else ""
    return f"{place.words}: {place.name}{part}, {place.kind}, {where}{point}. {place.reason}"


def place_json(place: Place) -> dict[str, Any]:
    """A place as JSON: the fields of ``Place``."""
    return {**asdict(place), "candidates": list(place.candidates)}
