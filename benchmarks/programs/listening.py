"""Opening the door of an aiohttp application, the same for every server under test: no access log."""

from aiohttp import web


async def listen(app: web.Application) -> int:
    """Serve on a free port of this machine until the process ends; that port."""
    runner = web.AppRunner(app, access_log=None)
    await runner.setup()
    site = web.TCPSite(runner, "127.0.0.1", 0)
    await site.start()
    return runner.addresses[0][1]
