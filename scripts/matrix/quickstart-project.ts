import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import ts from 'typescript';

const QUICKSTART = 'examples/quickstart.ts';

export interface QuickstartProject {
  readonly folder: string;
  /** The exact version of the driver that was installed. */
  readonly driver: string;
}

/**
 * A user's project: the tarball, one driver, the test server, and the quickstart as plain JavaScript.
 * It lies outside of the repository, so that nothing is found in node_modules there.
 */
export function quickstartProject(tarball: string, driverMajor: number): QuickstartProject {
  const folder = mkdtempSync(join(tmpdir(), `quickstart-mongodb-${driverMajor}-`));
  writeFileSync(join(folder, 'package.json'), '{ "name": "quickstart", "private": true, "type": "module" }');
  const packages = [resolve(tarball), `mongodb@${driverMajor}`, 'mongodb-memory-server@11'];
  execFileSync('npm', ['install', '--no-package-lock', '--loglevel=error', ...packages], {
    cwd: folder,
    stdio: 'inherit',
    // Which server to take is the business of the quickstart, when it runs.
    env: { ...process.env, MONGOMS_DISABLE_POSTINSTALL: '1' },
  });

  const source = readFileSync(QUICKSTART, 'utf8');
  const compilerOptions = { target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.ESNext, verbatimModuleSyntax: true };
  writeFileSync(join(folder, 'quickstart.ts'), source);
  writeFileSync(join(folder, 'quickstart.js'), ts.transpileModule(source, { compilerOptions }).outputText);

  const manifest = readFileSync(join(folder, 'node_modules', 'mongodb', 'package.json'), 'utf8');
  return { folder, driver: (JSON.parse(manifest) as { version: string }).version };
}

/** Type-checks the quickstart against the types of this driver; returns what the compiler has to say. */
export function typeErrors({ folder }: QuickstartProject): string {
  const tsc = resolve('node_modules', 'typescript', 'bin', 'tsc');
  const args = ['--noEmit', '--strict', '--skipLibCheck', '--target', 'es2022', '--module', 'nodenext', '--types', 'node'];
  try {
    execFileSync(process.execPath, [tsc, ...args, '--typeRoots', resolve('node_modules', '@types'), 'quickstart.ts'], {
      cwd: folder,
      stdio: 'pipe',
    });
    return '';
  } catch (error) {
    return String((error as { stdout?: Buffer }).stdout);
  }
}
