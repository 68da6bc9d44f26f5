import { defineEventHandler, getRequestHeader } from 'h3'
import { pathOf } from '../utils/request-context'
import { AppError } from '../errors/app-error.ts'

/** Every body of this app is a few fields of JSON. */
const MAX_BODY_BYTES = 64 * 1024
/** A thousand ids of 64 characters. */
const MAX_BYTES_OF: Record<string, number> = { '/api/identities/lookup': 256 * 1024 }

/** Refuses what is too long before a byte of it is kept. A body without a stated length could be endless. */
export default defineEventHandler((event) => {
  const length = getRequestHeader(event, 'content-length')
  const isEndless = getRequestHeader(event, 'transfer-encoding') !== undefined
  if (isEndless || Number(length ?? 0) > (MAX_BYTES_OF[pathOf(event)] ?? MAX_BODY_BYTES)) throw new AppError('invalid_request')
})
