"""The dashboard shows figures that there are."""

import json
import re
from pathlib import Path

from prometheus_client import REGISTRY

from bot.courier import figures

BOARD = Path(__file__).parents[1] / "docs/grafana-dashboard.json"


def test_every_panel_of_the_dashboard_shows_figures_that_we_tell() -> None:
    told = {name for metric in REGISTRY.collect() for name in _names(metric.name, metric.type)}
    panels = json.loads(BOARD.read_text())["panels"]
    asked = {
        name for panel in panels for target in panel["targets"] for name in re.findall(r"convener_\w+", target["expr"])
    }
    assert sorted(asked - told) == []
    ours = {metric.name for metric in REGISTRY.collect() if metric.name.startswith("convener_")}
    assert sorted(one for one in ours if not any(name.startswith(one) for name in asked)) == []
    assert figures.LANES is not None


def _names(name: str, kind: str) -> tuple[str, ...]:
    return {"counter": (f"{name}_total",), "histogram": (f"{name}_bucket", f"{name}_sum", f"{name}_count")}.get(
        kind, (name,)
    )
