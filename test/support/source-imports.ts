import ts from 'typescript'
import { parse } from 'vue/compiler-sfc'

export interface SourceImport {
  specifier: string
  /** Erased at build time. */
  typeOnly: boolean
}

export interface SourceFacts {
  imports: SourceImport[]
  /** Names the file exports. */
  exports: string[]
  /** Names the file uses as values without declaring or importing them: Nuxt may import them on its own. */
  freeNames: string[]
  /** Reads `process.env`. */
  readsEnvironment: boolean
}

/**
 * What a file says about others, read from its syntax tree.
 *
 * @param path decides the language: .vue files are split first
 */
export function readSource(path: string, text: string): SourceFacts {
  const source = ts.createSourceFile(`${path}.ts`, path.endsWith('.vue') ? scriptsOf(text) : text, ts.ScriptTarget.Latest, true)
  const imports: SourceImport[] = []
  const exports = new Set<string>()
  const declared = new Set<string>()
  const used = new Set<string>()
  let readsEnvironment = false

  const visit = (node: ts.Node): void => {
    const found = importOf(node)
    if (found) imports.push(found)
    if (ts.isPropertyAccessExpression(node) && node.getText(source).endsWith('process.env')) readsEnvironment = true
    if (isDeclaration(node) && node.name && ts.isIdentifier(node.name)) {
      declared.add(node.name.text)
      if (isExported(node)) exports.add(node.name.text)
    }
    else if (ts.isIdentifier(node) && isValueUse(node)) used.add(node.text)
    ts.forEachChild(node, visit)
  }
  visit(source)
  return { imports, exports: [...exports], freeNames: [...used].filter(name => !declared.has(name)), readsEnvironment }
}

function scriptsOf(text: string): string {
  const { script, scriptSetup } = parse(text).descriptor
  return `${script?.content ?? ''}\n${scriptSetup?.content ?? ''}`
}

function importOf(node: ts.Node): SourceImport | undefined {
  if (ts.isImportDeclaration(node)) return toImport(node.moduleSpecifier, isTypeOnlyClause(node.importClause))
  if (ts.isExportDeclaration(node)) return toImport(node.moduleSpecifier, node.isTypeOnly)
  if (ts.isImportTypeNode(node) && ts.isLiteralTypeNode(node.argument)) return toImport(node.argument.literal, true)
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword) return toImport(node.arguments[0], false)
  return undefined
}

function toImport(specifier: ts.Node | undefined, typeOnly: boolean): SourceImport | undefined {
  return specifier && ts.isStringLiteralLike(specifier) ? { specifier: specifier.text, typeOnly } : undefined
}

function isTypeOnlyClause(clause: ts.ImportClause | undefined): boolean {
  if (!clause) return false
  if (clause.isTypeOnly) return true
  const named = clause.namedBindings
  return !clause.name && !!named && ts.isNamedImports(named) && named.elements.length > 0 && named.elements.every(one => one.isTypeOnly)
}

type Declaration = ts.VariableDeclaration | ts.FunctionDeclaration | ts.ClassDeclaration | ts.ParameterDeclaration
  | ts.BindingElement | ts.ImportSpecifier | ts.ImportClause | ts.NamespaceImport

function isDeclaration(node: ts.Node): node is Declaration {
  return ts.isVariableDeclaration(node) || ts.isFunctionDeclaration(node) || ts.isClassDeclaration(node) || ts.isParameter(node)
    || ts.isBindingElement(node) || ts.isImportSpecifier(node) || ts.isImportClause(node) || ts.isNamespaceImport(node)
}

function isExported(node: Declaration): boolean {
  const statement = ts.isVariableDeclaration(node) ? node.parent.parent : node
  return ts.canHaveModifiers(statement) && !!ts.getModifiers(statement)?.some(one => one.kind === ts.SyntaxKind.ExportKeyword)
}

/** Not a property, a key, a type or the name of something being declared. */
function isValueUse(node: ts.Identifier): boolean {
  const { parent } = node
  if (ts.isPropertyAccessExpression(parent)) return parent.expression === node
  if (ts.isImportSpecifier(parent) || ts.isExportSpecifier(parent)) return false
  if (ts.isPropertyAssignment(parent)) return parent.initializer === node
  return !ts.isTypeReferenceNode(parent) && !(isDeclaration(parent) && parent.name === node) && !ts.isPropertySignature(parent)
}
