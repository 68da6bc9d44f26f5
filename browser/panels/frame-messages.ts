import * as v from 'valibot'

/** The version of MCP Apps whose shapes these are. */
export const PROTOCOL_VERSION = '2026-01-26'

const jsonrpc = v.literal('2.0')
const id = v.union([v.pipe(v.number(), v.safeInteger()), v.pipe(v.string(), v.maxLength(64))])
const pixels = v.optional(v.pipe(v.number(), v.finite(), v.minValue(0)))

const initialize = v.object({
  jsonrpc, id, method: v.literal('ui/initialize'), params: v.object({ protocolVersion: v.string() }),
})
const ping = v.object({ jsonrpc, id, method: v.literal('ping') })
const sizeChanged = v.object({
  jsonrpc, method: v.literal('ui/notifications/size-changed'), params: v.object({ width: pixels, height: pixels }),
})
const initialized = v.object({ jsonrpc, method: v.literal('ui/notifications/initialized') })
const otherRequest = v.object({ jsonrpc, id, method: v.pipe(v.string(), v.maxLength(128)) })

const known = v.variant('method', [initialize, ping, sizeChanged, initialized])

/** A message of a frame that means something here. */
export type FrameMessage = v.InferOutput<typeof known> | { method: 'unknown', id: v.InferOutput<typeof id> }

/** @returns the message; undefined for what is none, or wants nothing */
export function readFrameMessage(data: unknown): FrameMessage | undefined {
  const message = v.safeParse(known, data)
  if (message.success) return message.output
  const request = v.safeParse(otherRequest, data)
  return request.success ? { method: 'unknown', id: request.output.id } : undefined
}
