"""The two pictures of the app, drawn here so that none has to be shipped: a circle of people around one point."""

import math
import struct
import zlib
from collections.abc import Callable

Pixel = tuple[int, int, int, int]

ACCENT = "#00677F"
"""The colour of the app, as "#RRGGBB"."""


def color() -> bytes:
    """192 by 192, white on the accent colour: what Teams asks of color.png."""
    red, green, blue = (int(ACCENT[at : at + 2], 16) for at in (1, 3, 5))

    def pixel(covered: float) -> Pixel:
        return (_mixed(red, covered), _mixed(green, covered), _mixed(blue, covered), 255)

    return _png(192, pixel)


def outline() -> bytes:
    """32 by 32, white on nothing: what Teams asks of outline.png."""
    return _png(32, lambda covered: (255, 255, 255, round(255 * covered)))


def _mixed(dark: int, covered: float) -> int:
    return round(dark + (255 - dark) * covered)


def _png(size: int, pixel: Callable[[float], Pixel]) -> bytes:
    """A PNG (RGBA, 8 bits, no filter), with edges smoothed over one pixel."""
    rows = b"".join(
        b"\0" + b"".join(bytes(pixel(_covered((x + 0.5) / size, (y + 0.5) / size, size))) for x in range(size))
        for y in range(size)
    )
    header = struct.pack(">IIBBBBB", size, size, 8, 6, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", zlib.compress(rows, 9)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(kind, data) for kind, data in chunks)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _covered(x: float, y: float, size: int) -> float:
    """How much of the pixel at (x, y), both between 0 and 1, the nearest of seven dots covers."""
    ring = [(0.5 + 0.29 * math.sin(turn), 0.5 - 0.29 * math.cos(turn)) for turn in (math.tau * n / 6 for n in range(6))]
    inside = [0.13 - math.dist((x, y), (0.5, 0.5)), *(0.085 - math.dist((x, y), dot) for dot in ring)]
    return min(max(max(inside) * size + 0.5, 0), 1)
