// Reads an export with the library that it is for, and prints what that has
// found: {graph, nodes: {id: {…}}, edges: {id: {source, target, …}}}.
// Usage: TOOLS=folder-with-node_modules node read.mjs format file
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [format, file] = process.argv.slice(2);
const tools = createRequire(process.env.TOOLS + "/");
const text = readFileSync(file, "utf8");
const out = { graph: {}, nodes: {}, edges: {} };

const readers = {
  cytoscape() {
    const json = JSON.parse(text);
    out.graph = json.data;
    const cy = tools("cytoscape")({ headless: true, elements: json.elements });
    cy.nodes().forEach((n) => (out.nodes[n.id()] = n.data()));
    cy.edges().forEach((e) => (out.edges[e.id()] = e.data()));
  },

  graphology() {
    const Graph = tools("graphology");
    dump(Graph.from(JSON.parse(text)));
  },

  gexf() {
    const Graph = tools("graphology");
    dump(tools("graphology-gexf").parse(Graph.MultiGraph, text));
  },

  async jsonld() {
    const json = JSON.parse(text);
    const jsonld = tools("jsonld");
    const offline = () => { throw new Error("a context is fetched"); };
    const flat = await jsonld.flatten(json, json["@context"], { documentLoader: offline, safe: true });
    await jsonld.toRDF(json, { documentLoader: offline, safe: true });
    for (const it of flat["@graph"]) {
      if (it.type === "schema:Dataset") out.graph = it;
      else if (it.predicate) out.edges[it.id] = it;
      else out.nodes[it.id] = it;
    }
  },

  async mermaid() {
    const { JSDOM } = tools("jsdom");
    const dom = new JSDOM("<!doctype html><body></body>");
    Object.assign(globalThis, { window: dom.window, document: dom.window.document });
    const at = process.env.TOOLS + "/node_modules/mermaid/dist/mermaid.core.mjs";
    const mermaid = (await import(pathToFileURL(at))).default;
    mermaid.initialize({ securityLevel: "strict" });
    const { db } = await mermaid.mermaidAPI.getDiagramFromText(text);
    for (const [id, v] of db.getVertices()) out.nodes[id] = { label: decoded(v.text), kind: v.classes.join(" ") };
    db.getEdges().forEach((e, i) => (out.edges["e" + i] = { source: e.start, target: e.end, label: decoded(e.text) }));
  },
};

function dump(graph) {
  out.graph = graph.getAttributes();
  graph.forEachNode((id, a) => (out.nodes[id] = a));
  graph.forEachEdge((id, a, source, target) => (out.edges[id] = { ...a, source, target }));
}

// Mermaid keeps numbers of code points in its own notation until it draws.
function decoded(s) {
  return s.replace(/ﬂ°°(\d+)¶ß/g, (_, n) => String.fromCodePoint(Number(n)));
}

await readers[format]();
console.log(JSON.stringify(out));
