import { defineEventHandler } from 'h3'

/** Lets the dev server render the catalogue, because only requests with a page context are rendered. */
export default defineEventHandler((event) => {
  if (event.path.split('?')[0] === '/design') event.context.page = {
    corpId: '', agentId: '', requestId: '', preferences: {},
  }
})
