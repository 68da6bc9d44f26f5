import type { PanelsLine } from '#shared/types/panel.ts'
import type { SessionMember } from '#shared/types/session.ts'
import { answeredError, ApiError } from '../api/api-error'
import { ownHeaders } from '../api/request'
import { failureOf } from '../failure'

/** Which panels. */
export interface PanelsWanted {
  /** Of the API, such as `/api/panels`. */
  path: string
  /** One panel; all when absent. */
  panel?: string
  signal: AbortSignal
}

/** Asks for panels and gives each line when it comes. Rejects with ApiError and nothing else. */
export type RequestPanels = (wanted: PanelsWanted, onLine: (line: PanelsLine) => void) => Promise<void>

/** @param member in whose name the page asks */
export function createRequestPanels(member: () => SessionMember | undefined): RequestPanels {
  return async function requestPanels({ path, panel, signal }, onLine) {
    try {
      const answer = await fetch(path + (panel ? `?panel=${panel}` : ''), { headers: ownHeaders(member()), signal })
      if (!answer.ok) throw answeredError(await answer.json().catch(() => undefined), answer.headers)
      await readLines(answer.body!, text => onLine(JSON.parse(text) as PanelsLine))
    }
    catch (error) {
      throw error instanceof ApiError ? error : new ApiError(failureOf('offline'))
    }
  }
}

/** A line can come in several pieces, and several lines in one. */
async function readLines(body: ReadableStream<Uint8Array>, onLine: (text: string) => void): Promise<void> {
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let rest = ''
  for (let piece = await reader.read(); !piece.done; piece = await reader.read()) {
    const lines = (rest + decoder.decode(piece.value, { stream: true })).split('\n')
    rest = lines.pop()!
    lines.forEach(onLine)
  }
}
