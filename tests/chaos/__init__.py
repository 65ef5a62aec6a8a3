"""Everything goes wrong at once: workers killed, connections cut, a platform that limits, fails, hangs and forgets.

`make chaos` is the long form, `test_chaos` the short one that runs with all other tests.
"""
