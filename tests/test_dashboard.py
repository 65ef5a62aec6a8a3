"""The dashboard shows figures that there are."""

import json
import re
from pathlib import Path

from prometheus_client import REGISTRY

from bot.courier import figures
from bot.reminders import figures as reminding

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
    assert {"convener_lanes_held", "convener_steps_laid"} <= {*ours}, "both modules with figures are asked"
    assert figures.LANES is not reminding.LAID


def test_the_dashboard_is_one_that_grafana_takes() -> None:
    """What its import refuses: two panels of one id, one beyond the grid, a query without a name or a source."""
    board = json.loads(BOARD.read_text())
    panels = board["panels"]
    assert {"title", "uid", "schemaVersion", "templating", "time"} <= board.keys()
    assert len({panel["id"] for panel in panels}) == len(panels)
    cells = [
        (panel["gridPos"]["x"] + x, panel["gridPos"]["y"] + y)
        for panel in panels
        for x in range(panel["gridPos"]["w"])
        for y in range(panel["gridPos"]["h"])
    ]
    assert len({*cells}) == len(cells), "no panel covers another"
    assert max(x for x, _y in cells) < 24
    sources = {one["name"] for one in board["templating"]["list"]}
    for panel in panels:
        assert panel["datasource"]["uid"] in {f"${{{name}}}" for name in sources}
        assert len({target["refId"] for target in panel["targets"]}) == len(panel["targets"])
        assert all(target["expr"].count("(") == target["expr"].count(")") for target in panel["targets"])


def _names(name: str, kind: str) -> tuple[str, ...]:
    return {"counter": (f"{name}_total",), "histogram": (f"{name}_bucket", f"{name}_sum", f"{name}_count")}.get(
        kind, (name,)
    )
