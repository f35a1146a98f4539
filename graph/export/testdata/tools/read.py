"""Reads an export with NetworkX, and prints what that has found as JSON:
{graph, nodes: {id: {…}}, edges: {id: {source, target, …}}}.
Usage: python read.py format file
"""

import json
import sys

import networkx as nx
from networkx.readwrite.gexf import GEXF

form, path = sys.argv[1:]

if form == "gexf":
    # NetworkX knows GEXF up to 1.2; of 1.3 it need only know the namespace.
    GEXF.versions["1.3"] = dict(GEXF.versions["1.2draft"], NS_GEXF="http://gexf.net/1.3", VERSION="1.3")
    graph = nx.read_gexf(path, version="1.3")
elif form == "graphml":
    graph = nx.read_graphml(path, force_multigraph=True)
elif form == "node-link":
    with open(path, encoding="utf-8") as f:
        graph = nx.node_link_graph(json.load(f), edges="edges")

out = {"graph": graph.graph, "nodes": dict(graph.nodes(data=True)), "edges": {}}
if graph.is_multigraph():
    for source, target, key, data in graph.edges(keys=True, data=True):
        out["edges"][key] = dict(data, source=source, target=target)
else:
    for source, target, data in graph.edges(data=True):
        out["edges"][data["id"]] = dict(data, source=source, target=target)
print(json.dumps(out))
