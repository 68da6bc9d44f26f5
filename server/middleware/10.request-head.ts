import { defineEventHandler } from 'h3'
import { requirePlainHead } from '../http/require-plain-head.ts'

/** Before all other handlers of ours. */
export default defineEventHandler(requirePlainHead)
