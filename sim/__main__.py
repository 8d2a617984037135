"""The door to the commands: `python -m sim`. It imports so little that Ctrl-C is answered from the first moment on."""

from __future__ import annotations


def main() -> None:
    """The `ccsim` command."""
    try:
        from sim.cli import main as commands

        commands()
    except KeyboardInterrupt:
        raise SystemExit(130) from None


if __name__ == "__main__":
    main()
