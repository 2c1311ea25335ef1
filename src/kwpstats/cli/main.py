"""The entry point: every way in which a run can end, as an exit code and a sentence."""

from __future__ import annotations

import os
import sys

from kwpstats.cli import collector, output

CANNOT, INTERNAL, INTERRUPTED = 2, 3, 130


def main() -> None:
    """Run the command line and exit."""
    collector.put_off()
    output.prepare_streams()
    _leave(_run())


def _run() -> int:
    """The exit code of whatever happened, after it has been said."""
    try:
        if sys.argv[1:] == ["rules"]:
            return _plain_rules()
        if _is_plain_check(sys.argv[1:]):
            return _plain_check(sys.argv[2:])
        from kwpstats.cli.app import app

        app()
    except SystemExit as ending:
        # the parser makes an exit of an interruption, without a word
        return _interrupted() if ending.code == INTERRUPTED else _code(ending)
    except KeyboardInterrupt:
        return _interrupted()
    except output.Unwritable as error:
        output.refuse(error)
        return CANNOT
    except Exception as error:
        if os.environ.get("KWPSTATS_DEBUG"):
            raise
        output.tell(
            f"kwpstats: an error of the program itself ({type(error).__name__}: {error}). "
            "Set KWPSTATS_DEBUG=1 to see where, and please report it."
        )
        return INTERNAL
    return 0


def _code(ending: SystemExit) -> int:
    return ending.code if isinstance(ending.code, int) else 0


def _interrupted() -> int:
    output.tell("kwpstats: interrupted; nothing was left half-written")
    return INTERRUPTED


def _leave(code: int) -> None:
    """End the process without taking pandas apart first, which costs a fifth of a short run.

    Every file is closed and every stream flushed by then; whoever traces the run (coverage, a debugger)
    gets an ordinary exit.
    """
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError as error:
        if not output.is_unread(error):
            raise
        output.drop()
    if sys.gettrace() is not None or os.environ.get("KWPSTATS_DEBUG"):
        sys.exit(code)
    os._exit(code)


def _is_plain_check(arguments: list[str]) -> bool:
    """Whether it is `kwpstats check` of some files, or of the project, without an option.

    Where the parser would still have something to do (a pattern on Windows, a day to be read) it is not.
    """
    command, files = arguments[:1], arguments[1:]
    plain = os.name != "nt" and not os.environ.get("KWPSTATS_TODAY")
    return plain and command == ["check"] and not any(file.startswith("-") for file in files)


def _plain_check(files: list[str]) -> int:
    """That check: the parser and what it loads cost a quarter of a small one."""
    from kwpstats.cli.run import Run

    return Run().all(files)


def _plain_rules() -> int:
    """`kwpstats rules` as it stands: there is nothing to parse, and the parser costs most of its time."""
    from kwpstats.cli.listing import list_rules

    return list_rules(None)
