// Builds ../bundle from src and the packages of package-lock.json: the page's
// script, its worker and its style sheet, each compressed, with the licences of
// all that is in them and the checksums of what they hold.
//
//   npm ci && npm run build           or, into another folder:
//   npm ci && node build.mjs FOLDER
import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { build } from 'esbuild';

const out = process.argv[2] ?? '../bundle';

const result = await build({
  entryPoints: { explorer: 'src/main.tsx', 'layout.worker': 'src/layout.worker.ts' },
  outdir: 'out',
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  format: 'esm',
  target: 'es2022',
  jsx: 'automatic',
  jsxImportSource: 'preact',
  legalComments: 'none',
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

// licences returns the licence texts of the packages that the inputs are of.
function licences(inputs) {
  const folders = inputs.map(input => /^(.*node_modules\/(?:@[^/]+\/)?[^/]+)\//.exec(input)?.[1]);
  return [...new Set(folders)].filter(Boolean).sort().map(licence).join('\n');
}

function licence(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const text = readdirSync(folder)
    .filter(file => /^(licen[cs]e|notice)/i.test(file))
    .sort()
    .map(file => readFileSync(join(folder, file), 'utf8').replaceAll('\r\n', '\n').trim())
    .join('\n\n');
  if (!text) throw new Error(`${name} does not say under which licence it is`);
  return `${name} ${version} (${license})\n${'='.repeat(72)}\n${text}\n`;
}
