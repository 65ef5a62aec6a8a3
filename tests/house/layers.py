"""A contract for the import linter in which nobody has to list the features: they are what `bot.features` imports."""

from dataclasses import replace

from grimp import ImportGraph
from importlinter.contracts.layers import LayersContract, ModuleTail
from importlinter.domain.contract import ContractCheck

FEATURES = ModuleTail("FEATURES")


class LayersOfFeatures(LayersContract):
    """Layers, one of which says `FEATURES`: all that `bot.features` puts together and no other layer names."""

    type_name = "layers_of_features"

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        named = {tail.name for layer in self.layers for tail in layer.module_tails}
        together = {module.split(".")[1] for module in graph.find_modules_directly_imported_by("bot.features")}
        features = {ModuleTail(name) for name in together - named}
        self.layers = [
            replace(layer, module_tails=(layer.module_tails - {FEATURES}) | features)
            if FEATURES in layer.module_tails
            else layer
            for layer in self.layers
        ]
        return super().check(graph, verbose)
