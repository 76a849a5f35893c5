"""Makes the documents of a generated suite, or checks those that are there.

python -m eval.layouts dev|test [ID…]              makes them in the cache and says what would change
python -m eval.layouts dev|test [ID…] --write      over the committed files
python -m eval.layouts dev|test [ID…] --check      labels at their boxes, identities as stated, in the committed files
"""

from __future__ import annotations

import argparse
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from eval.layouts.folders import SUITES, folder_of, list_cases, scratch
from eval.layouts.make import Planned, make, plan, problems, stale
from golden.corpus import Case

__all__ = ["main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit code 1 where a document is wrong, could not be made, or differs from the committed one and was not written."""
    parser = argparse.ArgumentParser(prog="python -m eval.layouts", description=(__doc__ or "").splitlines()[0])
    parser.add_argument("suite", choices=SUITES)
    parser.add_argument("names", nargs="*", metavar="ID", help="default: all")
    parser.add_argument("--write", action="store_true", help="replace the committed files (off by default)")
    parser.add_argument("--check", action="store_true", help="check the committed files and make nothing")
    options = parser.parse_args(arguments)
    return _check(options.suite, options.names) if options.check else _make(options.suite, options.names, write=options.write)


def _check(suite: str, names: Sequence[str]) -> int:
    cases = [case for case in list_cases(suite) if not names or case.name in names]
    print(f"layouts-{suite}: {len(cases)} documents")
    return int(sum(_report(case, "checked") for case in cases) > 0)


def _make(suite: str, names: Sequence[str], *, write: bool) -> int:
    from golden.render import fonts_missing  # noqa: PLC0415  # an optional extra

    if missing := fonts_missing():
        print(missing, file=sys.stderr)
        return 2
    wanted = [planned for planned in plan(suite) if not names or planned.name in names]
    folder = folder_of(suite) if write else scratch(suite)
    failed = [_one(planned, folder / planned.name, folder_of(suite) / planned.name, write=write) for planned in wanted]
    if write and not names:
        _remove(folder, {planned.name for planned in wanted})
    print(f"layouts-{suite}: {len(wanted)} documents, {sum(failed)} wrong or not as committed")
    return int(any(failed))


def _one(planned: Planned, folder: Path, committed: Path, *, write: bool) -> bool:
    """Whether something is wrong with it."""
    try:
        files = make(planned)
    except Exception as error:  # noqa: BLE001  # a layout that fails is named, and the others are still made
        print(f"{planned.name}: not made: {type(error).__name__}: {error}")
        return True
    changed = stale(committed, files)
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)
    done = f"{'wrote' if write else 'differs:'} {', '.join(changed)}" if changed else "unchanged"
    return _report(Case(planned.name, folder), done) or bool(changed and not write)


def _report(case: Case, done: str) -> bool:
    wrong = problems(case)
    print(f"{case.name}: {done}; {case.source_pdf.stat().st_size:,} bytes, {len(wrong)} wrong", flush=True)
    for line in wrong:
        print(f"  wrong: {line}")
    return bool(wrong)


def _remove(folder: Path, known: set[str]) -> None:
    """Documents that the suite has no more."""
    for path in sorted(folder.iterdir()):
        if path.is_dir() and path.name not in known:
            shutil.rmtree(path)
            print(f"{path.name}: removed")


if __name__ == "__main__":
    sys.exit(main())
