import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'

/** Compiles one of the browser modules to JavaScript. @param url of the TypeScript file */
export function compileModule(url: URL): string {
  return stripTypeScriptTypes(readFileSync(url, 'utf8'))
}

/** The same for a classic script, where `export` would be a syntax error. */
export function compileScript(url: URL): string {
  return compileModule(url).replace(/^export /gm, '')
}
