"""Set everything up and test it: `python3 packaging/test.py`.

| call      | what runs                                                                                          |
|-----------|----------------------------------------------------------------------------------------------------|
| (nothing) | the quick tests, under two minutes                                                                 |
| `--ci`    | lint, walls, types and the whole suite, a PostgreSQL and a virtual screen of its own               |
| `--all`   | the same with coverage, then the long tests one by one; started again, it goes on where it stopped |
| `--bench` | `tests/benchmarks/bench_*.py`: a table of ours beside limits; all figures go to out/bench.json     |

Paths after the options limit which tests run. Standard library only.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import bootstrap
import servers
from bootstrap import ROOT, say
from shares import Share, at_once, few_shares, quick_place, shares

OUT = ROOT / "out"
POSTGRES_VARIABLE = "KOOSLOOME_TEST_POSTGRES_URL"
DISPLAY_VARIABLE = "KOOSLOOME_TEST_DISPLAY"
TIER_VARIABLE = "KOOSLOOME_TEST_TIER"
NOTHING_TO_RUN = 5  # how pytest ends when every test was left out
LONG = "full or grows"
"""What the long tier chooses: tests that it alone runs, and those that try more in it."""
PASSABLE = 0o711
"""Tests as root start a PostgreSQL, and programs of nobody's, which have to get to their folders through ours."""
LONGEST = 25  # test files named with their seconds
COUNTS_VARIABLE = "KOOSLOOME_TEST_COUNTS"
"""Names the file into which tests write what they counted: kills, power cuts, refused calls."""


def environment_of_tests(tier: str) -> dict[str, str]:
    """What the tests of a tier find in their environment.

    Modules compiled once are kept beside their sources, as for whoever uses the program, also where the machine is told
    to keep none: every part of the suite, and every program that a test starts, compiled all of them again.
    """
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {TIER_VARIABLE: tier, "PYTHONFAULTHANDLER": "1"}


@dataclass
class Report:
    """What ran, how long it took and how it ended; printed at the end."""

    rows: list[tuple[str, float, bool, str]] = field(default_factory=list)
    counts: Path | None = None
    """What the tests counted, a line each."""

    def count_in(self, file: Path, *, fresh: bool) -> None:
        """Have the tests that begin from now on write their counts there, beside what is there unless it is `fresh`."""
        file.parent.mkdir(exist_ok=True)
        if fresh:
            file.unlink(missing_ok=True)
        self.counts = file

    def run(
        self,
        title: str,
        words: Sequence[str | Path],
        environment: dict[str, str] | None = None,
        before: Sequence[str] = (),
    ) -> bool:
        """Run one step with Python of `.venv`, `before` put before it, and write it down. Returns whether it passed."""
        say(f"\n== {title}")
        begun = time.monotonic()
        command = [*before, bootstrap.PYTHON, *words]
        done = subprocess.run(command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, check=False)
        self.add(title, time.monotonic() - begun, done.returncode == 0)
        return done.returncode == 0

    def add(self, title: str, seconds: float, passed: bool, note: str = "") -> None:
        """Write one step down."""
        self.rows.append((title, seconds, passed, note))

    def note(self, text: str) -> None:
        """Add a remark to the step written down last."""
        title, seconds, passed, _ = self.rows[-1]
        self.rows[-1] = (title, seconds, passed, text)

    def close(self) -> int:
        """Print the summary. Returns the exit code."""
        say("\n---------------------------------------- summary")
        for title, seconds, passed, note in self.rows:
            say(f"{'ok    ' if passed else 'FAILED'}  {seconds:7.1f} s  {title}{': ' if note else ''}{note}")
        if self.counts is not None and self.counts.exists():
            say("\n".join(("counted:", *(f"  {line}" for line in self.counts.read_text("utf-8").splitlines()))))
        failed = [title for title, _, passed, _ in self.rows if not passed]
        say(f"FAILED: {', '.join(failed)}" if failed else "Everything passed.")
        return 1 if failed else 0


# ---------------------------------------------------------------- steps


def check_code(report: Report) -> None:
    """Lint, format, walls between the packages, types."""
    report.run("lint", ["-m", "ruff", "check", "."])
    report.run("format", ["-m", "ruff", "format", "--check", "--output-format=concise", "."])
    report.run("walls", ["-c", "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports())"])
    report.run("types", ["-m", "mypy"])


@dataclass(frozen=True)
class Surroundings:
    """What the tests have around them: environment variables, and words before the command that cut off the network."""

    environment: dict[str, str] = field(default_factory=dict)
    before: Sequence[str] = ()


def run_tests(report: Report, title: str, tier: str, options: Sequence[str], around: Surroundings) -> bool:
    """One run of pytest, with its counts in the summary. Returns whether all passed."""
    environment = environment_of_tests(tier) | around.environment
    with tempfile.TemporaryDirectory(prefix="koosloome-tests-") as folder:
        results = Path(folder, "results.xml")
        words = ["-m", "pytest", "-q", "--durations=10", "--durations-min=1", f"--junitxml={results}", *options]
        passed = report.run(title, words, environment, around.before)
        if not results.exists():
            return passed
        report.note(counted(results))
    return passed


def run_shares(report: Report, tier: str, options: Sequence[str], around: Surroundings, *, coverage: bool) -> None:
    """The shares, some at once, each with its own output, coverage and temporary folder: a test that looks through the
    system's temporary folder shall not come upon what another share has there. Printed as they end.
    """
    with tempfile.TemporaryDirectory(prefix="kt-", dir=quick_place()) as name:
        folder = Path(name)
        folder.chmod(PASSABLE)
        base = environment_of_tests(tier) | around.environment

        def run(share: Share) -> tuple[Share, Path, Path, float, bool]:
            output, results = folder / f"{share.title}.txt", folder / f"{share.title}.xml"
            own = folder_of_its_own(folder)
            measured = str(folder / f".coverage.{share.title.replace(' ', '-')}")
            environment = base | {"COVERAGE_FILE": measured, "TMPDIR": str(own)}
            measure = ["--cov", "--cov-report="] if coverage and share.measured else []
            without = [f"--ignore={path}" for path in share.without if path not in share.paths]
            words = ["-m", "pytest", "-q", "--durations=10", "--durations-min=1", f"--junitxml={results}", *measure]
            command = [*around.before, str(bootstrap.PYTHON), *words, *without, *options, *share.paths]
            begun = time.monotonic()
            with output.open("wb") as sink:
                done = subprocess.run(
                    command, cwd=ROOT, env=environment, stdin=subprocess.DEVNULL, stdout=sink, stderr=sink, check=False
                )
            # Some parts have long tests only: in the quick tier nothing of them is left to run.
            passed = done.returncode == 0 or (tier == "quick" and done.returncode == NOTHING_TO_RUN)
            return share, output, results, time.monotonic() - begun, passed

        spent: dict[str, float] = {}
        parts = few_shares() if tier == "quick" else shares()
        with ThreadPoolExecutor(at_once()) as pool:
            for done in as_completed([pool.submit(run, share) for share in parts]):
                share, output, results, seconds, passed = done.result()
                say(f"\n== {share.title}\n{output.read_text(encoding='utf-8', errors='replace')}")
                report.add(share.title, seconds, passed, counted(results) if results.exists() else "")
                for file, took in seconds_of(results).items() if results.exists() else ():
                    spent[file] = spent.get(file, 0.0) + took
        say("\n== files that took longest, seconds")
        longest = sorted(spent.items(), key=lambda each: -each[1])[:LONGEST]
        say("".join(f"{seconds:7.1f}  {name}\n" for name, seconds in longest))
        if coverage:
            say("\n== coverage, percent")
            measured = base | {"COVERAGE_FILE": str(folder / ".coverage")}
            for call in (["combine", "-q", str(folder)], ["report", "--format=total"]):
                subprocess.run([str(bootstrap.PYTHON), "-m", "coverage", *call], cwd=ROOT, env=measured, check=False)


def folder_of_its_own(folder: Path) -> Path:
    """A temporary folder in `folder` for one share; its name is short, because the sockets of Unix lie in it."""
    own = Path(tempfile.mkdtemp(prefix="", dir=folder))
    own.chmod(PASSABLE)
    return own


def counted(results: Path) -> str:
    """What a run of pytest says of itself in its JUnit file."""
    suite = next(ElementTree.parse(results).iter("testsuite"))  # noqa: S314 - pytest wrote it just now
    counts = {name: int(suite.get(name, "0")) for name in ("tests", "failures", "errors", "skipped")}
    failed = counts["failures"] + counts["errors"]
    good = counts["tests"] - failed - counts["skipped"]
    return f"{good} passed, {failed} failed, {counts['skipped']} skipped"


def seconds_of(results: Path) -> dict[str, float]:
    """Seconds by test file, from a run's JUnit file: where the minutes of a tier go."""
    spent: dict[str, float] = {}
    for case in ElementTree.parse(results).iter("testcase"):  # noqa: S314 - pytest wrote it just now
        parts = case.get("classname", "").split(".")
        name = "/".join(parts[: 1 + next((n for n, part in enumerate(parts) if part.startswith("test_")), 0)])
        spent[name] = spent.get(name, 0.0) + float(case.get("time", "0"))
    return spent


@contextlib.contextmanager
def surroundings(report: Report) -> Iterator[Surroundings]:
    """PostgreSQL, a virtual screen and no network, for one run.

    A PostgreSQL that the environment names already is used as it is, and then the network stays.
    """
    begun = time.monotonic()
    with contextlib.ExitStack() as stack:
        address = os.environ.get(POSTGRES_VARIABLE)
        before = [] if address else servers.without_network()
        address = address or stack.enter_context(servers.postgres())
        display = stack.enter_context(servers.virtual_screen())
        network = "no network but loopback" if before else "with the network of this machine"
        report.add("PostgreSQL and virtual screen", time.monotonic() - begun, passed=True, note=network)
        counted = {COUNTS_VARIABLE: str(report.counts)} if report.counts is not None else {}
        yield Surroundings({POSTGRES_VARIABLE: address, DISPLAY_VARIABLE: display, **counted}, before)


# ---------------------------------------------------------------- tiers


def quick(report: Report, paths: Sequence[str]) -> None:
    """The tests that run while one works."""
    if paths:
        run_tests(report, "quick tests", "quick", paths, Surroundings())
    else:
        run_shares(report, "quick", [], Surroundings(), coverage=False)
    if not os.environ.get(POSTGRES_VARIABLE):
        say(f"\nNot tested on PostgreSQL: {POSTGRES_VARIABLE} is not set (--ci starts one by itself).")


def ci(report: Report, paths: Sequence[str], *, coverage: bool = False) -> None:
    """What has to pass before a change is taken."""
    report.count_in(ROOT / ".pytest_cache" / "ci-counts.txt", fresh=True)
    if paths:
        check_code(report)
        with surroundings(report) as around:
            run_tests(report, "asked tests", "ci", ["-m", "not full", *paths], around)
        return
    # In a fresh checkout the types alone take a minute of one core.
    with ThreadPoolExecutor(1) as beside, surroundings(report) as around:
        checked = beside.submit(check_code, report)
        run_shares(report, "ci", ["-m", "not full"], around, coverage=coverage)
        checked.result()


def everything(report: Report, paths: Sequence[str]) -> None:
    """The CI tier, then the long tests one by one; those that passed on this very code are not run again."""
    ci(report, paths, coverage=True)
    done_file = ROOT / ".pytest_cache" / "all-tier.json"
    state = code_state()
    remembered = json.loads(done_file.read_text()) if done_file.exists() else {}
    passed = remembered.get("passed", []) if remembered.get("code") == state else []
    report.count_in(done_file.with_name("all-tier-counts.txt"), fresh=not passed)
    with surroundings(report) as around:
        found = long_tests(paths)
        if not found and not paths:
            report.add("long tests", 0.0, passed=False, note="none were found")
        for test in found:
            if test in passed:
                report.add(f"long: {test}", 0.0, passed=True, note="passed before on the same code")
            elif run_tests(report, f"long: {test}", "full", ["-m", LONG, test], around):
                passed.append(test)
                done_file.write_text(json.dumps({"code": state, "passed": passed}))


def long_tests(paths: Sequence[str]) -> list[str]:
    """The tests that have the marker `full`, or `grows`, by their names, as pytest finds them in that tier."""
    words = [str(bootstrap.PYTHON), "-m", "pytest", "-q", "--collect-only", "-m", LONG, *paths]
    around = os.environ | {TIER_VARIABLE: "full"}
    told = subprocess.run(
        words, cwd=ROOT, env=around, stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False
    )
    return [line for line in told.stdout.splitlines() if "::" in line and not line.startswith(" ")]


def code_state() -> str:
    """A hash of all code and resources: what was tested once need not be tested again."""
    digest = hashlib.sha256()
    for folder in ("koosloome_desktop", "resources", "tests"):
        for path in sorted(ROOT.joinpath(folder).rglob("*")):
            if path.is_file() and path.suffix != ".pyc":
                digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return digest.hexdigest()


def bench(report: Report, paths: Sequence[str]) -> None:
    """Every benchmark prints one JSON object; all of them go into out/bench.json, their rows into one table."""
    found = [Path(path) for path in paths] or sorted((ROOT / "tests" / "benchmarks").glob("bench_*.py"))
    results = {}
    for path in found:
        begun = time.monotonic()
        done = subprocess.run(
            [bootstrap.PYTHON, "-m", f"tests.benchmarks.{path.stem}"],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            text=True,
            check=False,
        )
        say(done.stdout.rstrip())
        report.add(f"benchmark {path.stem}", time.monotonic() - begun, done.returncode == 0)
        if done.returncode == 0:
            results[path.stem] = json.loads(done.stdout)
    if not found:
        say("There are no benchmarks yet.")
        return
    OUT.mkdir(exist_ok=True)
    (OUT / "bench.json").write_text(json.dumps(results, indent=1) + "\n")
    say("\n".join(("", *bench_table(results))))


def bench_table(results: Mapping[str, Mapping[str, Any]]) -> list[str]:
    """One line for every row of every benchmark: what, ours, the limit, the ratio, the bar, whether it holds; and what
    was not measured, and why.
    """
    rows = [row for found in results.values() for row in found.get("rows", ())]
    notes = [f"{found['what']}: {found['note']}" for found in results.values() if "note" in found]
    if not rows:
        return notes
    wide = max(len(row["workload"]) for row in rows)
    lines = [f"{'workload':{wide}}  {'ours':>9}  {'limit':>9}  unit  ratio    bar"]
    for row in rows:
        said = {True: "pass", False: "FAIL", None: ""}[row["passed"]]  # some rows are told beside those with a bar
        bar = "     " if row["bar"] is None else f"{row['bar']:5.2f}"
        lines.append(
            f"{row['workload']:{wide}}  {row['ours']:9.4g}  {row['limit']:9.4g}  {row['unit']:4}  "
            f"{row['ratio']:5.2f}  {bar}  {said}".rstrip()
        )
    return lines + notes


TIERS = {"quick": quick, "ci": ci, "all": everything, "bench": bench}


def needs_of_whole_suite() -> tuple[bootstrap.Need, ...]:
    """What `--ci` and `--all` need from the system."""
    files = servers.PDF_NEEDS + servers.OFFICE_NEEDS + servers.DISK_NEEDS
    needs = bootstrap.QT_LIBRARIES + bootstrap.WINDOW_LIBRARIES + servers.SCREEN_NEEDS + files
    if os.environ.get(POSTGRES_VARIABLE):
        return needs
    return needs + servers.POSTGRES_NEEDS + servers.NO_NETWORK_NEEDS


def main(words: list[str]) -> int:
    """Set up, run one tier, print the summary. Returns the exit code."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    choice = parser.add_mutually_exclusive_group()
    for name in ("ci", "all", "bench"):
        choice.add_argument(f"--{name}", dest="tier", action="store_const", const=name)
    parser.add_argument("paths", nargs="*", help="limit the tests to these files or folders")
    options = parser.parse_args(words)
    tier = options.tier or "quick"
    needs = bootstrap.QT_LIBRARIES if tier in {"quick", "bench"} else needs_of_whole_suite()
    needs += servers.READER_NEEDS if tier == "all" else ()
    report = Report()
    begun = time.monotonic()
    try:
        if tier in {"ci", "all"} and not bootstrap.LINUX:
            raise bootstrap.SetupError(f"--{tier} needs Linux; the quick tests run everywhere.")
        complete = bootstrap.provide(needs)
        bootstrap.prepare_python()
        report.add("set-up", time.monotonic() - begun, complete)
        TIERS[tier](report, options.paths)
    except bootstrap.SetupError as problem:
        say(f"   {problem}")
        report.add("what the tests need", time.monotonic() - begun, passed=False)
    return report.close()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
