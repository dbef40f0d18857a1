// Run by tsx, which is why a .ts file can be imported here.
import { ROOMS } from './rooms.config.ts';

const NPM = ['npm', 'npm-dev', 'npm-optional', 'npm-peer', 'npm-bundled', 'npm-no-pkg', 'npm-unknown'];

const filesOf = (rooms) => `^src/(${rooms.join('|')})(/|[.]ts$)`;
const packageFiles = (packages) => `(^|/)node_modules/(@types/)?(${packages.join('|')})/`;
/** A pattern that fits nothing stands for an empty list. */
const anyOf = (pattern, list) => (list.length === 0 ? '^(?!)' : pattern(list));

function rulesOf({ name, imports, packages = [], typesOf = [], builtins = [] }) {
  const from = { path: filesOf([name]) };
  const rules = [
    {
      name: `${name}: rooms`,
      comment: `${name} may import ${imports.join(', ') || 'no other room'}`,
      severity: 'error',
      from,
      to: { path: '^src/', pathNot: filesOf([name, ...imports]) },
    },
    {
      name: `${name}: packages`,
      comment: `${name} may import ${packages.join(', ') || 'no package'}`,
      severity: 'error',
      from,
      to: { dependencyTypes: NPM, pathNot: anyOf(packageFiles, [...packages, ...typesOf]) },
    },
    {
      name: `${name}: types only`,
      comment: `${name} may import only types from ${typesOf.join(', ')}`,
      severity: 'error',
      from,
      to: { path: anyOf(packageFiles, typesOf), dependencyTypes: NPM, dependencyTypesNot: ['type-only'] },
    },
  ];
  if (builtins !== 'any') {
    rules.push({
      name: `${name}: node`,
      comment: `${name} may import ${builtins.join(', ') || 'nothing'} from Node`,
      severity: 'error',
      from,
      to: { dependencyTypes: ['core'], pathNot: anyOf((list) => `^(node:)?(${list.join('|')})$`, builtins) },
    });
  }
  return rules;
}

/** Folders inside a room import only folders that stand before them. */
function folderRulesOf({ name, folders = [] }) {
  return folders.slice(0, -1).map((folder, place) => ({
    name: `${name}/${folder}: folders`,
    comment: `${name}/${folder} may not import ${folders.slice(place + 1).join(', ')}, which stand above it`,
    severity: 'error',
    from: { path: `^src/${name}/${folder}/` },
    to: { path: `^src/${name}/(${folders.slice(place + 1).join('|')})/` },
  }));
}

const forbidden = [
  ...ROOMS.flatMap(rulesOf),
  ...ROOMS.flatMap(folderRulesOf),
  {
    name: 'every file of src belongs to a room',
    severity: 'error',
    from: { path: '^src/', pathNot: filesOf(ROOMS.map(({ name }) => name)) },
    to: {},
  },
  {
    name: 'the front door leaves out what few need',
    comment: 'a production backend must never load a test server, charts or simulated learners by accident: these have doors of their own',
    severity: 'error',
    from: { path: '^src/public/index[.]ts$' },
    to: { path: '^src/(embedded|report|simulator)/' },
  },
  { name: 'no circles', severity: 'error', from: {}, to: { circular: true } },
  { name: 'everything resolves', severity: 'error', from: {}, to: { couldNotResolve: true } },
  { name: 'src stays in src', severity: 'error', from: { path: '^src/' }, to: { dependencyTypes: ['local'], pathNot: '^src/' } },
  {
    name: 'src imports declared packages',
    severity: 'error',
    from: { path: '^src/' },
    to: { dependencyTypes: ['npm-dev', 'npm-no-pkg', 'npm-unknown'], dependencyTypesNot: ['npm', 'npm-peer'] },
  },
  {
    name: 'examples use the package by its name',
    severity: 'error',
    from: { path: '^examples/' },
    to: { path: '^src/', dependencyTypesNot: ['aliased'] },
  },
];

// dependency-cruiser reads a default export, like every tool's configuration file.
export default {
  forbidden,
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['types', 'import', 'node', 'default'] },
  },
};
