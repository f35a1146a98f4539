// Begins with what the address says: a map, roots, or nothing yet.
import './explorer.css';
import { render } from 'preact';
import { add } from './actions';
import { App } from './app';
import { keep, open } from './fragment';
import { day } from './state';

async function start(): Promise<void> {
  const page = document.getElementById('explorer');
  if (!page) return;
  render(<App embedded={page.classList.contains('embedded')} />, page);
  const asked = new URLSearchParams(location.search);
  const roots = asked.getAll('root');
  if (!(await open()) && roots.length > 0) {
    day.value = { asOf: asked.get('asOf'), knownOn: asked.get('knownOn') };
    await add(roots);
  }
  keep();
  addEventListener('hashchange', () => void open());
}

void start();
