"""Progress on long work: how many, how fast, how long still. On stderr, and quiet when that is no terminal."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol, TypeVar

if TYPE_CHECKING:
    from rich.console import Console
    from rich.progress import Progress, TaskID

T = TypeVar("T")


class Watch(Protocol):
    """What long work tells while it goes on: the step in words, how much is done, and of how much (None: not known)."""

    def __call__(self, step: str, done: int, total: int | None = None) -> None: ...


@contextmanager
def watching(console: Console) -> Iterator[Watch]:
    """A bar per step with rate and time left; a watch that does nothing where nobody looks."""
    if not console.is_terminal:
        yield lambda step, done, total=None: None
        return
    with _bars(console) as bars:
        tasks: dict[str, TaskID] = {}

        def watch(step: str, done: int, total: int | None = None) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=total)
            bars.update(tasks[step], completed=done, total=total)

        yield watch


def followed(console: Console, things: Iterable[T], step: str) -> Iterator[T]:
    """The things as they come, counted on a bar."""
    with watching(console) as watch:
        for number, thing in enumerate(things, start=1):
            yield thing
            watch(step, number)


def _bars(console: Console) -> Progress:
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        """Things per second, per minute where it is slow."""

        def render(self, task: object) -> Text:
            speed = getattr(task, "finished_speed", None) or getattr(task, "speed", None)
            if speed is None:
                return Text("")
            return Text(f"{speed:.1f}/s" if speed >= 1 else f"{speed * 60:.0f}/min")

    return Progress(
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        Rate(),
        TimeElapsedColumn(),
        TextColumn("left", markup=False),
        TimeRemainingColumn(),
        console=console,
        transient=True,
    )
