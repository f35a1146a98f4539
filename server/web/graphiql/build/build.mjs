// Builds ../bundle from the packages of package-lock.json: GraphiQL, its three
// workers and Prettier, each compressed, with the licences of all that is in
// them and the checksums of what they hold.
//
//   npm ci && npm run build           or, into another folder:
//   npm ci && node build.mjs FOLDER
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const out = process.argv[2] ?? '../bundle';

// GraphiQL's style sheet carries its fonts as data, 300 KB that no one waits
// for; Monaco brings the font of its icons itself.
const systemFonts = {
  name: 'system-fonts',
  setup({ onLoad }) {
    onLoad({ filter: /graphiql[/\\]dist[/\\]style\.css$/ }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replace(/@font-face\s*{[^}]*}/g, ''),
      loader: 'css',
    }));
  },
};

// Prettier is 700 KB and loaded when it is first needed.
const latePrettier = {
  name: 'late-prettier',
  setup({ onResolve }) {
    onResolve({ filter: /^prettier\// }, ({ kind }) =>
      kind === 'dynamic-import' ? { path: './prettier.js', external: true } : undefined,
    );
  },
};

const result = await build({
  entryPoints: {
    graphiql: 'src/main.jsx',
    prettier: 'src/prettier.js',
    'editor.worker': 'monaco-editor/esm/vs/editor/editor.worker.js',
    'json.worker': 'monaco-editor/esm/vs/language/json/json.worker.js',
    'graphql.worker': 'monaco-graphql/esm/graphql.worker.js',
  },
  outdir: 'out',
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  loader: { '.ttf': 'file' },
  assetNames: '[name]',
  legalComments: 'none',
  define: { 'process.env.NODE_ENV': '"production"' },
  plugins: [systemFonts, latePrettier],
});

const files = Object.fromEntries(result.outputFiles.map(file => [basename(file.path), file.contents]));
files['licences.txt'] = licences(Object.keys(result.metafile.inputs));

rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });
let sums = '';
for (const name of Object.keys(files).sort()) {
  writeFileSync(join(out, name + '.gz'), gzipSync(files[name], { level: 9 }));
  sums += `${createHash('sha256').update(files[name]).digest('hex')}  ${name}\n`;
}
writeFileSync(join(out, 'SHA256SUMS'), sums);

// licences gives the licence texts of the packages that the inputs are of. One
// that brings none gets that of another package of its repository, or the MIT
// licence's words with its author, whom package.json or its code names.
function licences(inputs) {
  const folders = inputs.map(input => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]);
  const packages = [...new Set(folders)].filter(Boolean).sort().map(readPackage);
  return packages
    .map(p => {
      const kin = packages.find(other => other.text && other.repository === p.repository);
      const text = p.text || kin?.text || (p.license === 'MIT' && mit(p.author()));
      if (!text) throw new Error(`${p.name} does not say under which licence it is`);
      return `${p.name} ${p.version} (${p.license})\n${'='.repeat(72)}\n${text}\n`;
    })
    .join('\n');
}

function readPackage(folder) {
  const { name, version, license, author, repository, main } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const text = readdirSync(folder)
    .filter(file => /^(licen[cs]e|notice|thirdpartynotices)/i.test(file))
    .sort()
    .map(file => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim())
    .join('\n\n');
  const inCode = () => /Copyright \(c\) (.+)/.exec(readFileSync(join(folder, main), 'utf8'))?.[1];
  return {
    name,
    version,
    license,
    text,
    author: () => author?.name ?? author ?? inCode(),
    repository: /github(?:\.com)?[/:]([\w.-]+\/[\w-]+)/.exec(repository?.url ?? repository)?.[1],
  };
}

function mit(author) {
  if (!author) return '';
  return `Copyright (c) ${author}

Permission is hereby granted, free of charge, to any person obtaining a copy of
this software and associated documentation files (the "Software"), to deal in
the Software without restriction, including without limitation the rights to
use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of
the Software, and to permit persons to whom the Software is furnished to do so,
subject to the following conditions:

The above copyright notice and this permission notice shall be included in all
copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR
IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS
FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER
IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
}
