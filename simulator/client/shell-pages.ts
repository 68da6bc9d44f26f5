import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { createRouter, defineEventHandler, getRouterParam, setResponseHeader } from 'h3'
import { compileModule } from './compile.ts'

const folder = new URL('./shell/', import.meta.url)
const vue = createRequire(import.meta.url).resolve('vue/dist/vue.esm-browser.prod.js')

/** The desktop client. Its modules are served without a build step: types are stripped at each request. */
export function shellPages() {
  const serve = (type: string, read: () => string) => defineEventHandler((event) => {
    setResponseHeader(event, 'content-type', `${type}; charset=utf-8`)
    setResponseHeader(event, 'cache-control', 'no-cache')
    return read()
  })
  const style = (name: string) => serve('text/css', () => readFileSync(new URL(name, folder), 'utf8'))
  return createRouter()
    .get('/', serve('text/html', () => readFileSync(new URL('index.html', folder), 'utf8')))
    .get('/shell/vue.js', serve('text/javascript', () => readFileSync(vue, 'utf8')))
    .get('/shell/chat.css', style('chat.css'))
    .get('/shell/shell.css', style('shell.css'))
    .get('/shell/:name', defineEventHandler((event) => {
      const name = getRouterParam(event, 'name') ?? ''
      if (!/^[a-z-]+\.ts$/.test(name)) return undefined
      setResponseHeader(event, 'content-type', 'text/javascript; charset=utf-8')
      setResponseHeader(event, 'cache-control', 'no-cache')
      return compileModule(new URL(name, folder))
    }))
}
