import type { H3Event } from 'h3'
import * as v from 'valibot'
import type { PanelActionBody, PanelActionResult, PanelsLine } from '#shared/types/panel.ts'
import type { SessionMember } from '#shared/types/session.ts'
import type { FrameAnswer, FrameVisit } from '../panels/frames.ts'
import type { FramePanel } from '../panels/panel.ts'
import { fieldsIn, questionOf } from '../panels/question.ts'
import { idOf, type PanelSubject } from '../panels/subject.ts'
import { useServices } from '../services/services.ts'
import { record } from './audit.ts'
import { clientGone } from './client-gone.ts'
import type { PanelOrigins } from './content-security-policy.ts'
import { actionId, panelId, panelTicket } from './ids.ts'
import { pageLanguage, pageTheme } from './page-preferences.ts'
import { sendPieces } from './send-pieces.ts'

/** @returns the origins that the page at this path shows for panels: only the sidebar has panels */
export function panelOrigins(path: string): PanelOrigins {
  const { panels, frames } = useServices()
  return path === '/' ? { images: panels.imageOrigins, frames: frames.origins } : { images: [], frames: [] }
}

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
  const lines = useServices().panels.load({
    subject,
    ...pageOf(event, member),
    only,
    signal: clientGone(event),
    onHandOver: (panel, fields, origin) => record(event, 'hand_over_to_panel', {
      subject: idOf(subject), details: { panel, fields, ...origin && { origin } },
    }),
  })
  const draft = only === undefined && subject.place !== 'customer' ? draftOf(member.userId, subject) : undefined
  // Proxies must not collect the lines.
  return sendPieces(event, { 'content-type': 'application/x-ndjson', 'x-accel-buffering': 'no' }, asText(lines, draft))
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

/**
 * What the page of a frame may know of its visit. The member may see the customer, or is in the group, still.
 *
 * @throws {AppError} panel_token_invalid, customer_not_found, group_not_found
 */
export async function tellVisit(event: H3Event, panel: FramePanel, token: string): Promise<FrameAnswer> {
  const { frames } = useServices()
  const visit = await frames.take(panel, token)
  const subject = await subjectOf(visit)
  const answer = questionOf(panel, { ...visit, subject })
  record(event, 'hand_over_to_panel', {
    actor: visit.userId, subject: visit.subjectId,
    details: { panel: panel.id, fields: fieldsIn(answer), origin: new URL(panel.frame).origin },
  })
  return answer
}

async function subjectOf({ place, userId, subjectId = '' }: FrameVisit): Promise<PanelSubject> {
  const { customers, groups } = useServices()
  switch (place) {
    case 'customer': return { place, customer: await customers.profile(userId, subjectId) }
    // What only admins see is not for other systems.
    case 'group': return { place, group: await groups.group({ userId, admin: false }, subjectId) }
    case 'workbench': return { place }
  }
}

function pageOf(event: H3Event, { userId, admin }: SessionMember) {
  return { userId, isAdmin: admin, language: pageLanguage(event), theme: pageTheme(event) ?? 'light' } as const
}

/** What the member has typed into forms of panels; that of a customer comes with the profile. */
async function draftOf(userId: string, subject: Exclude<PanelSubject, { place: 'customer' }>): Promise<PanelsLine> {
  const draft = await useServices().drafts.at(userId, subject.place === 'group'
    ? { field: 'groupPanels', chatId: subject.group.chatId }
    : { field: 'ownPanels' })
  return { draft: draft ?? null }
}

async function* asText(lines: AsyncIterable<PanelsLine>, first?: Promise<PanelsLine>): AsyncGenerator<string> {
  if (first) yield textOf(await first)
  for await (const line of lines) yield textOf(line)
}

const textOf = (line: PanelsLine): string => `${JSON.stringify(line)}\n`
