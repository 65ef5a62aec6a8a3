"""What the rivals have to send: their own tables, and as many jobs as there are messages."""

import psycopg


def _plain(url: str) -> str:
    return url.replace("+psycopg", "")


async def fill_procrastinate(url: str, count: int) -> None:
    """So many jobs of Procrastinate, and no others."""
    from procrastinate import App, PsycopgConnector

    app = App(connector=PsycopgConnector(conninfo=_plain(url)))

    @app.task(name="send")
    async def send(number: int) -> None:
        """Sent by the worker."""

    async with app.open_async():
        if not await app.check_connection_async():
            await app.schema_manager.apply_schema_async()
        await app.connector.execute_query_async("DELETE FROM procrastinate_jobs")
        await send.batch_defer_async(*({"number": number} for number in range(count)))


async def fill_pgqueuer(url: str, count: int) -> None:
    """So many jobs of PgQueuer, and no others."""
    from pgqueuer.db import PsycopgDriver
    from pgqueuer.queries import Queries

    async with await psycopg.AsyncConnection.connect(_plain(url), autocommit=True) as connection:
        queries = Queries(PsycopgDriver(connection))
        if not await queries.has_table("pgqueuer"):
            await queries.install()
        await queries.clear_queue()
        await queries.clear_statistics_log() if hasattr(queries, "clear_statistics_log") else None
        numbers = [str(number).encode() for number in range(count)]
        await queries.enqueue(["send"] * count, list(numbers), [0] * count)
        await connection.execute("VACUUM ANALYZE")  # as ours: it plans badly for a table it knows nothing of
