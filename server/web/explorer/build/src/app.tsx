// The page.
import { useEffect } from 'preact/hooks';
import { begin, reload } from './actions';
import { fit, zoomBy } from './camera';
import { keyHelp, keysShown, onPageKey } from './keys';
import { address } from './fragment';
import { Legend, legendShown } from './legend';
import { model } from './model';
import { Matrix } from './matrix';
import { Panel } from './panel';
import { Paths } from './paths';
import { print, Printed } from './print';
import { Search } from './search';
import { Stage } from './stage';
import { Start } from './start';
import { announced, busy, canRedo, canUndo, chart, missing, notice, placed, redo, undo, view, type View } from './state';
import { Table } from './table';
import { copyLink, copyQuestion, exportAddress, savePNG, saveSVG } from './takeaway';
import { Time } from './time';
import { Timeline } from './timeline';
import { plural } from './words';

const views: readonly [View, string][] = [['graph', 'Graph'], ['table', 'Table'], ['timeline', 'Timeline'], ['matrix', 'Stances'], ['paths', 'Paths']];

function Shown() {
  switch (view.value) {
    case 'table': return <Table />;
    case 'timeline': return <Timeline />;
    case 'matrix': return <Matrix />;
    case 'paths': return <Paths />;
    default: return <><Stage /><Zoom /></>;
  }
}

export function App({ embedded }: { embedded: boolean }) {
  useEffect(() => {
    addEventListener('keydown', onPageKey);
    return () => removeEventListener('keydown', onPageKey);
  }, []);
  const begun = Object.keys(chart.value.places).length > 0;
  return (
    <>
      {!embedded && <Header begun={begun} />}
      <main class={begun ? 'app' : 'app empty'}>
        {begun ? (
          <>
            <Legend />
            <div class="stage">
              <Views />
              <div class="shown"><Shown /><Notices /></div>
              {embedded ? <Home /> : <Time />}
            </div>
            <Panel />
          </>
        ) : <Start><Notices /></Start>}
      </main>
      <Printed />
      <p class="unseen" role="status" aria-live="polite">{announced.value}</p>
    </>
  );
}

function Header({ begun }: { begun: boolean }) {
  return (
    <header>
      <a class="name" href="/">Parley</a>
      {begun && <Search />}
      {begun && (
        <nav aria-label="Map">
          <button type="button" class="plain" disabled={!canUndo.value} onClick={undo}>Undo</button>
          <button type="button" class="plain" disabled={!canRedo.value} onClick={redo}>Redo</button>
          <button type="button" class="plain" onClick={() => void copyLink()}>Copy link</button>
          <Export />
          <button type="button" class="plain" onClick={begin}>New map</button>
        </nav>
      )}
    </header>
  );
}

/** Home leads from a page of others to the same map here. */
function Home() {
  return <p class="home"><a href={`/explore${address.value}`} target="_blank" rel="noopener">Open in Parley</a></p>;
}

function Export() {
  const formats = model.formats.map(format => ({ ...format, address: exportAddress(format.name) })).filter(format => format.address);
  return (
    <details class="menu" onFocusOut={event => { if (!event.currentTarget.contains(event.relatedTarget as Node | null)) event.currentTarget.open = false; }}>
      <summary>Export</summary>
      <ul>
        <li><button type="button" class="plain" onClick={savePNG}>PNG</button></li>
        <li><button type="button" class="plain" onClick={saveSVG}>SVG</button></li>
        <li><button type="button" class="plain" onClick={() => void print()}>Print, with quotes</button></li>
        <li><button type="button" class="plain" onClick={() => void copyQuestion()}>Copy as GraphQL</button></li>
        {formats.map(({ name, doc, address }) => <li key={name}><a href={address} download>{doc}</a></li>)}
      </ul>
    </details>
  );
}

function Views() {
  return (
    <div class="views" role="group" aria-label="View">
      {views.map(([name, words]) => <button key={name} type="button" aria-pressed={view.value === name} onClick={() => { view.value = name; }}>{words}</button>)}
      <button type="button" class="narrow" aria-expanded={legendShown.value} onClick={() => { legendShown.value = !legendShown.value; }}>Legend</button>
    </div>
  );
}

function Zoom() {
  return (
    <>
      <div class="zoom" role="group" aria-label="Camera">
        <button type="button" aria-label="Larger" onClick={() => zoomBy(1.25)}>+</button>
        <button type="button" aria-label="Smaller" onClick={() => zoomBy(0.8)}>−</button>
        <button type="button" aria-label="All of the map" onClick={fit}><svg viewBox="0 0 16 16" aria-hidden="true"><path d="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4" /></svg></button>
        <button type="button" aria-label="Keys" aria-expanded={keysShown.value} onClick={() => { keysShown.value = !keysShown.value; }}>?</button>
      </div>
      {keysShown.value && (
        <dl class="keys">{keyHelp.map(([key, what]) => <div key={key}><dt>{key}</dt><dd>{what}</dd></div>)}</dl>
      )}
    </>
  );
}

/** Notices say what is going on, what went wrong, and what is not shown. */
function Notices() {
  const gone = missing.value;
  const lost = placed.value.length === 0 && Object.keys(chart.value.places).length > 0 && !busy.value && !notice.value;
  return (
    <div class="notices">
      {busy.value && <p class="notice">{busy.value} …</p>}
      {notice.value && (
        <p class={notice.value.wrong ? 'notice problem' : 'notice'}>
          {notice.value.text}
          {notice.value.retry && <button type="button" onClick={notice.value.retry}>Try again</button>}
          <button type="button" class="plain" onClick={() => { notice.value = null; }}>close</button>
        </p>
      )}
      {lost && <p class="notice">None of these nodes is there on this day. <button type="button" onClick={() => void reload()}>Look again</button></p>}
      {(gone.nodes > 0 || gone.edges > 0) && <p class="notice">{plural(gone.nodes, 'node')}, {plural(gone.edges, 'edge')} not shown</p>}
    </div>
  );
}
