import withNuxt from './.nuxt/eslint.config.mjs'
import { importArrows } from './build/architecture/eslint-rule.mjs'
import { FRAMEWORK_FREE } from './build/architecture/layers.mjs'

export default withNuxt(
  {
    name: 'wecom-sidebar/every-file',
    plugins: { 'wecom-sidebar': { rules: { 'import-arrows': importArrows } } },
    rules: {
      'wecom-sidebar/import-arrows': 'error',
      '@stylistic/max-len': ['error', { code: 120, comments: 120, ignoreUrls: true }],
      'max-lines': ['error', 250],
      'no-console': 'error',
    },
  },
  {
    name: 'wecom-sidebar/typed',
    files: ['**/*.{ts,vue}'],
    rules: { '@typescript-eslint/no-explicit-any': 'error' },
  },
  {
    name: 'wecom-sidebar/vue',
    files: ['**/*.vue'],
    // Names, remarks and profile links come from strangers.
    rules: { 'vue/no-v-html': 'error' },
  },
  {
    name: 'wecom-sidebar/server',
    files: ['server/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error', {
        name: '$fetch',
        message: 'Its errors contain the whole URL, secrets included: call WeCom through server/wecom.',
      }],
    },
  },
  {
    name: 'wecom-sidebar/company-panels',
    files: ['panels/**/*.ts', 'examples/panels/**/*.ts'],
    rules: {
      'no-restricted-globals': ['error',
        { name: 'fetch', message: 'Use the fetch that load() gets: it keeps to the origins, and is on record.' },
        { name: 'process', message: 'Name environment variables in "variables".' },
      ],
    },
  },
  {
    name: 'wecom-sidebar/framework-free',
    files: FRAMEWORK_FREE.map(folder => `${folder}/**/*.ts`),
    rules: {
      'no-restricted-properties': ['error', {
        object: 'process',
        property: 'env',
        message: 'The environment comes in as an argument.',
      }],
    },
  },
  {
    name: 'wecom-sidebar/terminal-programs',
    files: ['scripts/**', 'simulator/cli.ts', 'cli/**', 'bench/**'],
    rules: { 'no-console': 'off' },
  },
  {
    name: 'wecom-sidebar/tests',
    files: ['test/**'],
    rules: {
      'max-lines': 'off',
      'no-restricted-properties': ['error', ...['waitFor', 'waitUntil'].map(property => ({
        object: 'vi',
        property,
        message: 'Its limit of one second is too short for a loaded machine: use test/support/eventually.ts.',
      }))],
    },
  },
  {
    name: 'wecom-sidebar/tests-that-share-modules',
    files: ['test/{unit,simulator,e2e}/**'],
    ignores: ['**/*.mocked.test.ts'],
    rules: {
      'no-restricted-syntax': ['error', {
        selector: 'CallExpression[callee.object.name="vi"][callee.property.name=/^(?:mock|doMock)$/]',
        message: 'Other test files of the worker would get it, too: name this file *.mocked.test.ts.',
      }],
    },
  },
  {
    name: 'wecom-sidebar/patience-of-tests',
    files: ['test/support/eventually.ts'],
    rules: { 'no-restricted-properties': 'off' },
  },
)
