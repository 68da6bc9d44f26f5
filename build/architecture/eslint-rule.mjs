import { relative, sep } from 'node:path'
import { importProblem } from './import-problem.mjs'

/**
 * What TypeScript's parser adds to the standard import and export nodes.
 *
 * @typedef {{ importKind?: string, exportKind?: string }} Kind
 * @typedef {{ source?: { value?: unknown } | null, specifiers?: Kind[] }} Import
 * @typedef {import('eslint').Rule.Node & Kind & Import} ImportNode
 */

/**
 * @param {ImportNode} node
 * @returns {boolean} whether the whole import is erased at build time
 */
function isTypeOnly(node) {
  if ((node.importKind ?? node.exportKind) === 'type') return true
  const specifiers = node.specifiers ?? []
  return specifiers.length > 0 && specifiers.every(one => (one.importKind ?? one.exportKind) === 'type')
}

/**
 * Checks the import arrows in ESLint, so that editors show problems at once. test/unit/architecture.test.ts makes the
 * same check.
 *
 * @type {import('eslint').Rule.RuleModule}
 */
export const importArrows = {
  meta: {
    type: 'problem',
    docs: { description: 'hold the import arrows of build/architecture/layers.mjs' },
    schema: [],
  },
  create(context) {
    const file = relative(context.cwd, context.filename).split(sep).join('/')
    /** @param {ImportNode} node */
    const check = (node, typeOnly = isTypeOnly(node)) => {
      if (typeof node.source?.value !== 'string') return
      const message = importProblem(file, node.source.value, typeOnly)
      if (message) context.report({ node, message })
    }
    return {
      ImportDeclaration: node => check(node),
      ExportNamedDeclaration: node => check(node),
      ExportAllDeclaration: node => check(node),
      ImportExpression: node => check(node, false),
    }
  },
}
