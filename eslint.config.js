import js from '@eslint/js';
import nx from '@nx/eslint-plugin';
import reactHooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import { readdirSync, readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import tseslint from 'typescript-eslint';

const services = ['identity', 'dossier', 'document', 'notification', 'reporting', 'registry'];

/** Libraries tagged as pure in their package.json: data in, data out. */
const pureLibraries = readdirSync('libs').filter((name) =>
  JSON.parse(readFileSync(`libs/${name}/package.json`, 'utf8')).nx.tags.includes('type:pure'),
);

/** Who may import whom. A constraint holds for every project that bears its source tag. */
const boundaries = [
  ...[...services, 'platform', 'portal', 'portal-e2e', 'tools'].map((name) =>
    see(`scope:${name}`, `scope:${name}`, 'scope:shared'),
  ),
  see('scope:shared', 'scope:shared'),
  {
    ...see('type:pure', 'type:pure'),
    bannedExternalImports: ['@nestjs/*', 'typeorm', 'pg'],
  },
  see('type:lib', 'type:lib'),
  see('type:sdk', 'type:sdk'),
  see('type:testing', 'type:testing', 'type:lib'),
  see('type:service', 'type:service', 'type:lib', 'type:pure'),
  see('type:app', 'type:app', 'type:lib', 'type:pure'),
  see('type:portal', 'type:portal', 'type:sdk', 'type:pure'),
  see('type:e2e', 'type:e2e', 'type:sdk', 'type:testing'),
  // A measurement composes the platform over a database of its own.
  see('type:tool', 'type:tool', 'type:sdk', 'type:pure', 'type:testing', 'type:lib', 'type:app'),
];

function see(sourceTag, ...onlyDependOnLibsWithTags) {
  return { sourceTag, onlyDependOnLibsWithTags };
}

/** Specs and their fixtures may also import the testing library. */
const boundariesOfSpecs = boundaries.map((constraint) =>
  ['type:service', 'type:app', 'type:lib'].includes(constraint.sourceTag)
    ? { ...constraint, onlyDependOnLibsWithTags: [...constraint.onlyDependOnLibsWithTags, 'type:testing'] }
    : constraint,
);

function boundariesFor(files, depConstraints, allow = []) {
  return {
    files,
    plugins: { '@nx': nx },
    rules: {
      '@nx/enforce-module-boundaries': ['error', { depConstraints, allow, checkDynamicDependenciesExceptions: ['.*'] }],
    },
  };
}

const compositionRoot = services.map((name) => `@motcua/${name}`);

const noDefaultExport = {
  selector: 'ExportDefaultDeclaration, ExportSpecifier[exported.name="default"]',
  message: 'Export it by its name.',
};
const noClock = {
  selector: 'NewExpression[callee.name="Date"][arguments.length=0]',
  message: 'A pure library has no clock; take the time as an argument.',
};
const noEnvironment = {
  object: 'process',
  property: 'env',
  message: 'config.ts reads the environment; take the value as an argument.',
};
const anySignal = {
  object: 'AbortSignal',
  property: 'any',
  message: 'Node 20 may collect it before it fires; take withinTime of service-kit.',
};

export default tseslint.config(
  { ignores: ['**/dist/', '**/node_modules/', '**/src/gen/', '.nx/', '.data/'] },
  js.configs.recommended,
  { languageOptions: { globals: globals.node }, linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['**/*.{ts,tsx}'],
    extends: [tseslint.configs.recommendedTypeChecked],
    languageOptions: {
      parserOptions: {
        projectService: true,
        tsconfigRootDir: import.meta.dirname,
      },
    },
    rules: {
      '@typescript-eslint/consistent-type-assertions': [
        'error',
        { assertionStyle: 'as', objectLiteralTypeAssertions: 'never' },
      ],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/no-floating-promises': [
        'error',
        {
          allowForKnownSafeCalls: [
            { from: 'package', package: 'node:test', name: ['describe', 'it', 'suite', 'test'] },
          ],
        },
      ],
      // An interface may promise what one implementation has at once.
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      eqeqeq: 'error',
      'no-restricted-syntax': ['error', noDefaultExport],
      'no-restricted-properties': ['error', noEnvironment, anySignal],
    },
  },
  boundariesFor(['**/*.{js,mjs,ts,tsx}'], boundaries),
  boundariesFor(['**/*.{spec,fixture}.{ts,tsx}', '**/fixture/*.ts'], boundariesOfSpecs),
  // To Nx services are applications, which nobody imports: only the composition root does, and of that the tools.
  boundariesFor(['apps/platform/**/*.ts'], boundaries, compositionRoot),
  boundariesFor(['apps/platform/**/*.{spec,fixture}.ts'], boundariesOfSpecs, compositionRoot),
  boundariesFor(['tools/**/*.ts'], boundaries, ['@motcua/platform']),
  {
    files: pureLibraries.map((name) => `libs/${name}/src/**/*.ts`),
    rules: {
      'no-restricted-syntax': ['error', noDefaultExport, noClock],
      'no-restricted-properties': [
        'error',
        noEnvironment,
        { object: 'Date', property: 'now', message: noClock.message },
        { object: 'Math', property: 'random', message: 'A pure library has no chance; take the value as an argument.' },
      ],
    },
  },
  {
    files: pureLibraries.map((name) => `libs/${name}/src/**/*.ts`),
    ignores: ['**/*.{spec,fixture}.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            { regex: `^(node:|(${builtinModules.join('|')})$)`, message: 'A pure library does no input or output.' },
          ],
        },
      ],
    },
  },
  ...[1, 2, 3].map((depth) => ({
    files: [`libs/service-kit/src/${'*/'.repeat(depth)}*.ts`],
    // These put the others together: a service's start, sessions that gRPC resolves and events end, the HTTP doors to parked
    // events and to the register of what is held.
    ignores: ['libs/service-kit/src/{service,sessions,parked-events,held-data,fixture}/**', '**/*.spec.ts'],
    rules: {
      'no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^${'\\.\\./'.repeat(depth)}(?!(config|errors|caller|logs|chain|telemetry|leader)/)`,
              message:
                'A concern of service-kit stands alone: of its siblings it may import config, errors, caller, logs, chain, telemetry, leader.',
            },
          ],
        },
      ],
    },
  })),
  {
    files: ['**/config.ts', '**/main.ts', 'libs/testing/**', 'tools/**', 'apps/portal-e2e/**'],
    rules: { 'no-restricted-properties': 'off' },
  },
  {
    // A spec reads answers as whoever calls would, as JSON without a type.
    files: ['**/*.{spec,fixture}.{ts,tsx}', '**/fixture/*.ts'],
    rules: {
      '@typescript-eslint/no-unsafe-argument': 'off',
      '@typescript-eslint/no-unsafe-assignment': 'off',
      '@typescript-eslint/no-unsafe-call': 'off',
      '@typescript-eslint/no-unsafe-member-access': 'off',
      '@typescript-eslint/no-unsafe-return': 'off',
    },
  },
  { files: ['**/*.config.{js,ts}'], rules: { 'no-restricted-syntax': 'off' } },
  {
    files: ['apps/portal/src/**/*.{ts,tsx}'],
    extends: [reactHooks.configs.flat.recommended],
    languageOptions: { globals: globals.browser },
  },
);
