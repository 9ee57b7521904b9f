// build.mjs OUT KNOWLEDGE: bundles the page into the folder OUT. Names of countries and codes come
// from the tables of the folder KNOWLEDGE (data/en).
import {readFileSync, writeFileSync} from 'node:fs';
import {dirname, join} from 'node:path';
import {fileURLToPath} from 'node:url';
import * as esbuild from 'esbuild';

const [out, knowledge] = process.argv.slice(2);
const source = join(dirname(fileURLToPath(import.meta.url)), 'src');

function rows(name) {
  const lines = readFileSync(join(knowledge, name), 'utf8').split('\n')
    .filter(line => line && !line.startsWith('#')).map(line => line.split('\t'));
  const heads = lines.shift();
  return lines.map(cells => Object.fromEntries(heads.map((head, i) => [head, cells[i]])));
}

// [code, name, lat, lon] and [code, name, quad class]
const tables = {
  countries: rows('countries.tsv').map(r => [r.code, r.name, +r.lat, +r.lon]),
  codes: rows('cameo.tsv').map(r => [r.code, r.name, +r.quad]),
};

const knowledgePlugin = {
  name: 'knowledge',
  setup(build) {
    build.onResolve({filter: /^knowledge$/}, () => ({path: 'knowledge', namespace: 'knowledge'}));
    build.onLoad({filter: /.*/, namespace: 'knowledge'},
      () => ({contents: JSON.stringify(tables), loader: 'json'}));
  },
};

const result = await esbuild.build({
  entryPoints: [join(source, 'app.ts'), join(source, 'app.css')],
  outdir: out,
  bundle: true,
  minify: true,
  charset: 'utf8',
  target: ['chrome100', 'firefox100', 'safari15'],
  legalComments: 'none',
  metafile: true,
  plugins: [knowledgePlugin],
  logLevel: 'warning',
});
for (const name of ['index.html', 'icon.svg'])
  writeFileSync(join(out, name), readFileSync(join(source, name)));

const inputs = Object.keys(result.metafile.inputs).filter(path => !path.startsWith('knowledge'))
  .concat(['index.html', 'icon.svg'].map(name => join(source, name)),
    ['countries.tsv', 'cameo.tsv'].map(name => join(knowledge, name)));
writeFileSync(join(out, 'bundle.d'), `index.html: ${inputs.join(' ')}\n`);
