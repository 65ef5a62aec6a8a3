"""The servers under test. `python -m benchmarks.programs NAME SETTINGS` starts one: each module has `start`, a context
manager that tells the port.
"""
