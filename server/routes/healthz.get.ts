import { defineEventHandler } from 'h3'

/** The process is alive. No I/O: it answers even when store and WeCom are gone. */
export default defineEventHandler(() => ({ status: 'ok' }))
