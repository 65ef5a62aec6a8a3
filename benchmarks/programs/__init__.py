"""The servers under test, each in a process of its own: `python -m benchmarks.programs NAME SETTINGS`."""
