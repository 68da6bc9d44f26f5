import type { PanelLine } from '#shared/types/panel.ts'
import type { SessionMember } from '#shared/types/session.ts'
import { answeredError, ApiError } from '../api/api-error'
import { customerPath } from '../api/api'
import { ownHeaders } from '../api/request'
import { failureOf } from '../failure'

/** Which panels of which customer. */
export interface PanelsWanted {
  externalUserId: string
  /** One panel; all when absent. */
  panel?: string
  signal: AbortSignal
}

/** Asks for panels and gives each line when it comes. Rejects with ApiError and nothing else. */
export type RequestPanels = (wanted: PanelsWanted, onLine: (line: PanelLine) => void) => Promise<void>

/** @param member in whose name the page asks */
export function createRequestPanels(member: () => SessionMember | undefined): RequestPanels {
  return async function requestPanels({ externalUserId, panel, signal }, onLine) {
    try {
      const path = customerPath(externalUserId, '/panels') + (panel ? `?panel=${panel}` : '')
      const answer = await fetch(path, { headers: ownHeaders(member()), signal })
      if (!answer.ok) throw answeredError(await answer.json().catch(() => undefined), answer.headers)
      await readLines(answer.body!, text => onLine(JSON.parse(text) as PanelLine))
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
