import * as v from 'valibot'
import { GROUP_NEEDS, PANEL_NEEDS, PANEL_PLACES, type PanelPlace } from '#shared/define-panel.ts'
import { origin } from './schemas.ts'

/** A provider has less time than the member's patience of five seconds. */
const MAX_TIMEOUT_MS = 4_500
const MAX_CACHE_SECONDS = 300
const MAX_SECRETS = 2
/** 24 to 64 random bytes (Standard Webhooks). */
const SECRET = /^whsec_(?:[A-Za-z0-9+/]{4}){8,21}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

/** The id of a panel, as paths and the audit name it. */
export const panelId = v.pipe(v.string(), v.regex(/^[a-z\d-]{1,32}$/))

/** This machine may be reached without TLS. */
export const PROTECTED = /^(?:https:|http:\/\/(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])(?:[:/]|$))/

const secret = v.pipe(v.string(), v.check(isPanelSecret))
const title = v.pipe(v.string(), v.regex(/^[^\p{Cc}\p{Cs}]{1,40}$/u))
const seconds = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_CACHE_SECONDS))
const timeoutMs = v.pipe(v.number(), v.integer(), v.minValue(100), v.maxValue(MAX_TIMEOUT_MS))
const providerUrl = v.pipe(v.string(), v.check(isProviderUrl))
const imageOrigin = v.pipe(origin, v.startsWith('https://'))

/** What panels have in common, however they make their cards. */
export const commonPanelFields = {
  id: panelId,
  title: v.strictObject({ zh: title, en: title }),
  place: v.optional(v.picklist(PANEL_PLACES), 'customer'),
  needs: v.array(v.picklist([...PANEL_NEEDS, ...GROUP_NEEDS])),
  timeoutMs: v.optional(timeoutMs, MAX_TIMEOUT_MS),
  cacheSeconds: v.optional(seconds, 0),
  open: v.optional(v.boolean(), true),
  images: v.optional(v.array(imageOrigin), []),
}

const NEEDS: Record<PanelPlace, readonly string[]> = { customer: PANEL_NEEDS, group: GROUP_NEEDS, workbench: [] }

/** @returns whether a panel needs only what there is in its place */
export function hasRightNeeds({ place, needs }: { place: PanelPlace, needs: readonly string[] }): boolean {
  return needs.every(need => NEEDS[place].includes(need))
}

const signing = {
  secret: v.optional(secret),
  secrets: v.optional(v.pipe(v.array(secret), v.minLength(1), v.maxLength(MAX_SECRETS))),
}
const { id, title: titles, place, needs, open } = commonPanelFields

/** A panel that a provider of the company fills by HTTP. */
const httpPanel = v.strictObject({ ...commonPanelFields, ...signing, url: providerUrl })
/** A panel that is a page of the company, in a frame. */
const framePanel = v.strictObject({
  id, title: titles, place, needs, open, ...signing, frame: v.pipe(providerUrl, v.regex(PROTECTED)),
})

export const panel = v.pipe(
  v.lazy((input): typeof httpPanel | typeof framePanel =>
    typeof input === 'object' && input !== null && 'frame' in input ? framePanel : httpPanel),
  v.check(one => hasRightNeeds(one)),
  v.check(({ secret, secrets }) => (secret === undefined) !== (secrets === undefined)),
  v.transform(({ secret, secrets = [secret!], ...panel }) => ({ ...panel, secrets })),
)

/** A panel as it is configured: with the `url` of a provider, or with the `frame` of a page. */
export type AnyPanelConfig = v.InferOutput<typeof panel>
export type PanelConfig = Extract<AnyPanelConfig, { url: string }>
export type FramePanelConfig = Extract<AnyPanelConfig, { frame: string }>

/** @returns whether a provider fills the panel */
export const isHttpPanel = (config: AnyPanelConfig): config is PanelConfig => 'url' in config

/** @returns whether the panel is a page in a frame */
export const isFramePanel = (config: AnyPanelConfig): config is FramePanelConfig => 'frame' in config

/** What the list of panels looks like, to complete "must be …". */
export const PANELS_FORM = 'a JSON list of {id, title: {zh, en}, url, secret: "whsec_" and 24 to 64 random bytes in '
  + `Base64, needs: a list of ${PANEL_NEEDS.join(', ')}, place?: "group" (needs: ${GROUP_NEEDS.join(', ')}) or `
  + `"workbench" (needs: []), timeoutMs?: 100 to ${MAX_TIMEOUT_MS}, cacheSeconds?: 0 to `
  + `${MAX_CACHE_SECONDS}, open?, images?: https origins}, or with "secrets" for two while they change, or with `
  + '"frame", an https URL, in place of url, timeoutMs, cacheSeconds and images; each id only once and of at most 32 '
  + 'small letters, digits or "-"'

/** @returns whether a text has the form of a panel's secret */
export function isPanelSecret(text: string): boolean {
  return SECRET.test(text)
}

/** @returns whether a provider can have this address */
export function isProviderUrl(text: string): boolean {
  if (!URL.canParse(text)) return false
  const { protocol, username, password, hash } = new URL(text)
  return (protocol === 'https:' || protocol === 'http:') && !username && !password && !hash
}
