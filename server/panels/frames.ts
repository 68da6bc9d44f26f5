import { createHash, randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { PANEL_PLACES } from '#shared/define-panel.ts'
import { LANGUAGES } from '#shared/utils/language.ts'
import { THEMES } from '#shared/utils/theme.ts'
import { AppError } from '../errors/app-error.ts'
import type { Vault } from '../storage/vault.ts'
import type { FramePanel, PanelQuestion } from './panel.ts'
import { questionOf, type PageOfPanel } from './question.ts'
import { idOf } from './subject.ts'
import { isWebhookOf, type SignedWebhook } from './webhook-signature.ts'

/** How long the page of a frame has to exchange its token, milliseconds. */
export const FRAME_TOKEN_MS = 60_000
/** The parameter of the frame's address. */
const PARAMETER = 'panel_token'
const TOKEN = /^[\w-]{43}$/

const visit = v.object({
  panel: v.string(), userId: v.string(), place: v.picklist(PANEL_PLACES), subjectId: v.optional(v.string()),
  language: v.picklist(LANGUAGES), theme: v.picklist(THEMES),
})

/** Who looks at a frame, beside what. */
export type FrameVisit = v.InferOutput<typeof visit>

export interface FramesOptions {
  panels: readonly FramePanel[]
  vault: Pick<Vault, 'slot'>
  /** Milliseconds since 1970. */
  now: () => number
}

/** Pages of the company in frames. A page learns of its visit only by a token, which its system exchanges. */
export interface Frames {
  /** Where the pages are. */
  readonly origins: readonly string[]
  /** @returns the address of the page, with a token @throws {PanelFailure} union_id_missing */
  open(panel: FramePanel, page: PageOfPanel): Promise<string>
  /** @returns the panel whose system has signed the call @throws {AppError} panel_signature_refused */
  verify(panel: string, call: SignedWebhook): FramePanel
  /** Uses a token up. @throws {AppError} panel_token_invalid for one that is unknown, used, old or of another panel */
  take(panel: FramePanel, token: string): Promise<FrameVisit>
}

export function createFrames({ panels, vault, now }: FramesOptions): Frames {
  // The key tells nothing: only who has the token finds the visit.
  const slotOf = (token: string) =>
    vault.slot(`panel-frame:${createHash('sha256').update(token).digest('hex')}`, visit, FRAME_TOKEN_MS)

  return {
    origins: [...new Set(panels.map(({ frame }) => new URL(frame).origin))],
    async open(panel, page) {
      // A customer without what the page needs gets no page.
      questionOf(panel, page)
      const { subject, userId, language, theme } = page
      const token = randomBytes(32).toString('base64url')
      await slotOf(token).set({
        panel: panel.id, userId, place: subject.place, subjectId: idOf(subject), language, theme,
      })
      const url = new URL(panel.frame)
      url.searchParams.set(PARAMETER, token)
      return url.href
    },
    verify(id, call) {
      const panel = panels.find(one => one.id === id)
      // An unknown panel takes as long as a wrong signature.
      const isSigned = isWebhookOf(call, panel?.secrets ?? panels.flatMap(({ secrets }) => secrets), now())
      if (!panel || !isSigned) throw new AppError('panel_signature_refused')
      return panel
    },
    async take(panel, token) {
      const slot = slotOf(token)
      // Looked at first: another panel must not use it up.
      const isRight = TOKEN.test(token) && (await slot.get())?.panel === panel.id
      const taken = isRight ? await slot.take() : undefined
      if (!taken) throw new AppError('panel_token_invalid')
      return taken
    },
  }
}

/** What the system of a frame is told of a visit: the same as a provider of cards. */
export type FrameAnswer = Omit<PanelQuestion, 'action'>
