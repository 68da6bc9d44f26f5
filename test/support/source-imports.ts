import ts from 'typescript'
import { parse } from 'vue/compiler-sfc'

export interface SourceImport {
  specifier: string
  /** Erased at build time. */
  typeOnly: boolean
}

export interface SourceFacts {
  imports: SourceImport[]
  /** Reads `process.env`. */
  readsEnvironment: boolean
  /** Names Nuxt's global `$fetch`. */
  usesFetch: boolean
}

/**
 * Imports and forbidden globals of a file, read from its syntax tree.
 *
 * @param path its extension decides the language; of .vue files the scripts are read
 */
export function readSource(path: string, text: string): SourceFacts {
  const code = path.endsWith('.vue') ? scriptsOf(text) : text
  const source = ts.createSourceFile(`${path}.ts`, code, ts.ScriptTarget.Latest, true)
  const imports: SourceImport[] = []
  let readsEnvironment = false
  let usesFetch = false

  const visit = (node: ts.Node): void => {
    const found = importOf(node)
    if (found) imports.push(found)
    if (ts.isPropertyAccessExpression(node) && node.getText(source).endsWith('process.env')) readsEnvironment = true
    if (ts.isIdentifier(node) && node.text === '$fetch') usesFetch = true
    ts.forEachChild(node, visit)
  }
  visit(source)
  return { imports, readsEnvironment, usesFetch }
}

function scriptsOf(text: string): string {
  const { script, scriptSetup } = parse(text).descriptor
  return `${script?.content ?? ''}\n${scriptSetup?.content ?? ''}`
}

function importOf(node: ts.Node): SourceImport | undefined {
  if (ts.isImportDeclaration(node)) return toImport(node.moduleSpecifier, isTypeOnlyClause(node.importClause))
  if (ts.isExportDeclaration(node)) return toImport(node.moduleSpecifier, node.isTypeOnly)
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return toImport(node.argument.literal, true)
  const isDynamic = ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword
  return isDynamic ? toImport(node.arguments[0], false) : undefined
}

function toImport(specifier: ts.Node | undefined, typeOnly: boolean): SourceImport | undefined {
  return specifier && ts.isStringLiteralLike(specifier) ? { specifier: specifier.text, typeOnly } : undefined
}

function isTypeOnlyClause(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false
  if (clause.isTypeOnly) return true
  const named = clause.namedBindings
  if (clause.name || !named || !ts.isNamedImports(named)) return false
  return named.elements.length > 0 && named.elements.every(one => one.isTypeOnly)
}
