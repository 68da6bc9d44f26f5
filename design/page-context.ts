import { defineEventHandler } from 'h3'

/** Lets the dev server render the catalogue: only what has a page context is rendered. */
export default defineEventHandler((event) => {
  if (event.path.split('?')[0] === '/design') event.context.page = { corpId: '', agentId: '', requestId: '', preferences: {} }
})
