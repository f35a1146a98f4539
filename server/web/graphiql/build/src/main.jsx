// The page at /graphiql: GraphiQL with the questions that Parley was made for
// in its tabs.
import { GraphiQL } from 'graphiql';
import { useGraphiQL, useGraphiQLActions } from '@graphiql/react';
import { useEffect, useRef } from 'react';
import { createRoot } from 'react-dom/client';
import './style.css';

const workers = { graphql: 'graphql.worker.js', json: 'json.worker.js' };

globalThis.MonacoEnvironment = {
  getWorker: (_, label) =>
    new Worker(new URL(workers[label] ?? 'editor.worker.js', import.meta.url), { type: 'module' }),
};

// Monaco and the libraries under GraphiQL make style elements as they run. Each
// carries the nonce that the page's policy asks for.
const nonce = document.querySelector('link[rel=stylesheet]').nonce;
const createElement = document.createElement.bind(document);
document.createElement = (name, options) => {
  const element = createElement(name, options);
  if (element.localName === 'style') element.nonce = nonce;
  return element;
};

async function fetcher(request, options) {
  const response = await fetch('/graphql', {
    method: 'POST',
    headers: {
      Accept: 'application/graphql-response+json, application/json',
      'Content-Type': 'application/json',
      ...options?.headers,
    },
    body: JSON.stringify(request),
  });
  return response.json();
}

// Run asks once, when the schema is there, what the page was opened for.
function Run() {
  const ready = useGraphiQL(state => Boolean(state.schema && state.queryEditor && state.responseEditor));
  const { run } = useGraphiQLActions();
  const done = useRef(false);
  useEffect(() => {
    if (!ready || done.current) return;
    done.current = true;
    run();
  }, [ready, run]);
  return null;
}

// Plain lets a dash be a dash: Monaco frames what looks like another letter, in
// answers that quote newspapers.
function Plain() {
  const query = useGraphiQL(state => state.queryEditor);
  const response = useGraphiQL(state => state.responseEditor);
  useEffect(() => {
    const options = { unicodeHighlight: { ambiguousCharacters: false } };
    for (const editor of [query, response]) editor?.updateOptions(options);
  }, [query, response]);
  return null;
}

// InSight scrolls the strip of tabs to the one that is open.
function InSight() {
  const open = useGraphiQL(state => state.activeTabIndex);
  useEffect(() => {
    document.querySelector('.graphiql-tab-active')?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
  }, [open]);
  return null;
}

// A question is { name, title, query }; one is asked for by its name behind #. What
// the address itself brings as ?query= stands first and is shown, and not asked: it
// may be anybody's, and change the graph.
function start(questions) {
  const named = questions.find(question => question.name === location.hash.slice(1));
  const brought = new URLSearchParams(location.search).has('query') ? questions[0] : undefined;
  const asked = named ?? brought;
  const others = questions.filter(question => question !== asked);
  const tabs = (asked ? [asked, ...others] : questions).map(({ query }) => ({ query }));
  createRoot(document.getElementById('graphiql')).render(
    <GraphiQL
      fetcher={fetcher}
      defaultTabs={tabs}
      initialQuery={asked?.query}
      initialVariables={asked && ''}
      initialHeaders={asked && ''}
      schemaDescription
    >
      {named && <Run />}
      <Plain />
      <InSight />
      <GraphiQL.Logo>
        <a className="parley" href="/">Parley</a>
      </GraphiQL.Logo>
    </GraphiQL>,
  );
}

start(JSON.parse(document.getElementById('questions').textContent));
