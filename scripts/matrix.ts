/**
 * Installs the packed package as a user would and runs the quickstart on each supported Node with each supported driver.
 * `tsx scripts/matrix.ts --node 22 --driver 7` runs a part of the table.
 */
import { execFileSync, spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { parseArgs } from 'node:util';
import { nodeBinary } from './matrix/node-binary.js';
import { quickstartProject, typeErrors } from './matrix/quickstart-project.js';
import { packTarball } from './pack-tarball.js';

const NODE_MAJORS = ['20', '22', '24', '26'];
const DRIVER_MAJORS = ['6', '7'];
/** The first run may have to download a server. */
const LONGEST_RUN_MS = 300_000;

const { values } = parseArgs({ options: { node: { type: 'string', multiple: true }, driver: { type: 'string', multiple: true } } });
const nodes = (values.node ?? NODE_MAJORS).map((major) => nodeBinary(Number(major)));
const tarball = await packTarball();

const table: Record<string, string>[] = [];
for (const major of values.driver ?? DRIVER_MAJORS) {
  const project = quickstartProject(tarball, Number(major));
  const errors = typeErrors(project);
  if (errors !== '') console.error(`\nTypes of mongodb ${project.driver}:\n${errors}`);
  const types = errors === '' ? 'ok' : 'FAILED';
  for (const node of nodes) {
    const version = execFileSync(node, ['--version'], { encoding: 'utf8' }).trim();
    const begun = performance.now();
    const run = spawnSync(node, ['quickstart.js'], { cwd: project.folder, encoding: 'utf8', timeout: LONGEST_RUN_MS });
    const seconds = ((performance.now() - begun) / 1000).toFixed(1);
    if (run.status !== 0) console.error(`\nNode ${version}, mongodb ${project.driver}:\n${run.stdout}${run.stderr}`);
    table.push({ node: version, mongodb: project.driver, quickstart: run.status === 0 ? 'ok' : 'FAILED', types, seconds });
  }
  rmSync(project.folder, { recursive: true, force: true });
}

console.table(table);
const failed = table.filter(({ quickstart, types }) => quickstart !== 'ok' || types !== 'ok').length;
console.log(`${table.length - failed} of ${table.length} combinations work`);
process.exitCode = failed === 0 ? 0 : 1;
