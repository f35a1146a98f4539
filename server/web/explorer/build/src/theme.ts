// The colours of the style sheet, for pens that know no style sheets.

export interface Theme {
  paper: string; ink: string; quiet: string; link: string; conflict: string; yes: string; hues: Record<string, string>;
}

const HUES = ['actor', 'body', 'event', 'stance', 'claim', 'source', 'other'];

/** readTheme asks what the colours come to: light or dark, as asked for or as the reader has it, or those that she forces. */
export function readTheme(scheme = 'light dark'): Theme {
  const probe = document.createElement('span');
  probe.hidden = true;
  probe.style.colorScheme = scheme;
  document.body.append(probe);
  const read = (name: string) => {
    probe.style.color = `var(--${name})`;
    return getComputedStyle(probe).color;
  };
  const theme = {
    paper: read('sheet'), ink: read('ink'), quiet: read('quiet'), link: read('link'), conflict: read('conflict'), yes: read('yes'),
    hues: Object.fromEntries(HUES.map(hue => [hue, read(hue)])),
  };
  probe.remove();
  return theme;
}

/** onTheme calls back when the colours may have become others. */
export function onTheme(changed: () => void): () => void {
  const queries = ['(prefers-color-scheme: dark)', '(forced-colors: active)'].map(query => matchMedia(query));
  for (const query of queries) query.addEventListener('change', changed);
  return () => {
    for (const query of queries) query.removeEventListener('change', changed);
  };
}
