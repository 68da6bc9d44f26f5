import { Readable } from 'node:stream'
import { sendStream, setResponseHeaders, type H3Event } from 'h3'
import * as v from 'valibot'
import type { PanelActionBody, PanelActionResult } from '#shared/types/panel.ts'
import type { SessionMember } from '#shared/types/session.ts'
import { idOf, type PanelSubject } from '../panels/subject.ts'
import { useServices } from '../services/services.ts'
import { record } from './audit.ts'
import { actionId, panelId, panelTicket } from './ids.ts'
import { pageLanguage, pageTheme } from './page-preferences.ts'

/** The query of a door for panels. */
export const panelsQuery = { panel: v.optional(panelId) }

/** What doors for actions of panels have in common. */
export const panelActionInput = {
  params: { panel: panelId, action: actionId },
  body: v.strictObject({
    ticket: panelTicket,
    input: v.record(v.pipe(v.string(), v.maxLength(32)), v.pipe(v.string(), v.maxLength(2_000))),
    idempotencyKey: v.pipe(v.string(), v.regex(/^[\w-]{1,64}$/)),
  }),
  // The longest ticket, and eight texts of 2,000 characters, each of which can take six bytes as JSON.
  maxBytes: 256 * 1024,
}

/** Sends a line for each panel of the subject, or for one, when it is ready. Each hand-over is on record. */
export function sendPanels(event: H3Event, member: SessionMember, subject: PanelSubject, only?: string): Promise<void> {
  const gone = new AbortController()
  event.node.res.once('close', () => gone.abort())
  const lines = useServices().panels.load({
    subject,
    ...pageOf(event, member),
    only,
    signal: gone.signal,
    onHandOver: (panel, fields, origin) => record(event, 'hand_over_to_panel', {
      subject: idOf(subject), details: { panel, fields, ...origin && { origin } },
    }),
  })
  // Proxies must not collect the lines.
  setResponseHeaders(event, { 'content-type': 'application/x-ndjson', 'x-accel-buffering': 'no' })
  return sendStream(event, Readable.from(asText(lines)))
}

/** Runs an action that a card of this subject declared. It is on record. */
export function runPanelAction(
  event: H3Event, member: SessionMember, subject: PanelSubject,
  run: PanelActionBody & { panel: string, action: string },
): Promise<PanelActionResult> {
  return useServices().panels.act({
    subject,
    ...pageOf(event, member),
    ...run,
    onHandOver: (panel, fields, origin) => record(event, 'run_panel_action', {
      subject: idOf(subject), details: { panel, action: run.action, fields, ...origin && { origin } },
    }),
  })
}

function pageOf(event: H3Event, { userId, admin }: SessionMember) {
  return { userId, isAdmin: admin, language: pageLanguage(event), theme: pageTheme(event) ?? 'light' } as const
}

async function* asText(lines: AsyncIterable<unknown>): AsyncGenerator<string> {
  for await (const line of lines) yield `${JSON.stringify(line)}\n`
}
