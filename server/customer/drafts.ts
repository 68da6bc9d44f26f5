import * as v from 'valibot'
import { DRAFT_LIMITS } from '#shared/limits.ts'
import { DRAFT_FIELDS, MEMBER_DRAFTS } from '#shared/types/draft.ts'
import type { KeptDraft, KeptDrafts } from '#shared/types/draft.ts'
import type { Vault } from '../storage/vault.ts'
import type { Clock } from '../upstream/clock.ts'
import { createTurns } from './turns.ts'

/** `groupPanels`: the forms of panels beside a group. */
const placeSchema = v.variant('field', [
  v.object({ field: v.picklist(DRAFT_FIELDS), externalUserId: v.string() }),
  v.object({ field: v.literal('groupPanels'), chatId: v.string() }),
  v.object({ field: v.picklist(MEMBER_DRAFTS) }),
])
const draftSchema = v.intersect([placeSchema, v.object({ text: v.string(), typedAt: v.number() })])

type Draft = v.InferOutput<typeof draftSchema>
/** Where a draft belongs. */
export type DraftPlace = v.InferOutput<typeof placeSchema>

export interface DraftsOptions {
  vault: Vault
  clock: Clock
  /** Called when a read failed. */
  onFailure: (error: unknown) => void
}

/** What members have typed and not saved. Only its author gets a draft. Callers check the access to its subject. */
export interface Drafts {
  /** The member's drafts of a customer; undefined when there are none, or when the store fails. */
  of(userId: string, externalUserId: string): Promise<KeptDrafts | undefined>
  /** The member's draft in one place; undefined as for `of`. */
  at(userId: string, place: DraftPlace): Promise<KeptDraft | undefined>
  /**
   * Keeps a draft in place of the last one, unless that was typed later: requests can overtake each other.
   *
   * @throws {AppError} store_unavailable
   * @throws {UpstreamUnavailableError} when other changes of the member's drafts take too long
   */
  keep(userId: string, draft: DraftPlace & KeptDraft): Promise<void>
  /**
   * Deletes all drafts of a member.
   *
   * @throws as for `keep`
   */
  forget(userId: string): Promise<void>
  /** Deletes the drafts of a customer, of all members. Can be repeated until it succeeds. */
  erase(externalUserId: string): Promise<void>
}

export function createDrafts({ vault, clock, onFailure }: DraftsOptions): Drafts {
  const { lifetimeMs, count } = DRAFT_LIMITS
  const inTurn = createTurns({ vault, clock })
  const slotOf = (userId: string) =>
    vault.slot(`drafts:${vault.fingerprint(userId)}`, v.array(draftSchema), lifetimeMs)
  /** Who has drafts of a customer, for an erasure. */
  const authorsOf = (externalUserId: string) =>
    vault.slot(`draft-authors:${vault.fingerprint(externalUserId)}`, v.array(v.string()), lifetimeMs)

  async function read(userId: string): Promise<Draft[]> {
    const drafts = await slotOf(userId).get() ?? []
    return drafts.filter(({ typedAt }) => typedAt > clock.wall() - lifetimeMs)
  }

  const tryToRead = (userId: string) => read(userId).catch((error: unknown): Draft[] => {
    onFailure(error)
    return []
  })

  /** @param first is done in the same turn, before the change */
  function change(userId: string, work: (drafts: Draft[]) => Draft[], first?: () => Promise<void>): Promise<void> {
    return inTurn(`drafts ${userId}`, async () => {
      await first?.()
      const drafts = work(await read(userId))
      await (drafts.length > 0 ? slotOf(userId).set(drafts) : slotOf(userId).delete())
    })
  }

  /** Written with each draft, so that it does not end before the draft. */
  function noteAuthor(externalUserId: string, userId: string): Promise<void> {
    return inTurn(`draft-authors ${externalUserId}`, async () => {
      const authors = new Set(await authorsOf(externalUserId).get())
      await authorsOf(externalUserId).set([...authors.add(userId)])
    })
  }

  const toKept = ({ text, typedAt }: Draft): KeptDraft => ({ text, ageMs: Math.max(0, clock.wall() - typedAt) })

  return {
    async of(userId, externalUserId) {
      const drafts = (await tryToRead(userId)).filter(draft => isAbout(draft, externalUserId))
      return drafts.length > 0 ? Object.fromEntries(drafts.map(draft => [draft.field, toKept(draft)])) : undefined
    },
    async at(userId, place) {
      const draft = (await tryToRead(userId)).find(known => isSamePlace(known, place))
      return draft && toKept(draft)
    },
    async keep(userId, { ageMs, ...draft }) {
      const typed: Draft = { ...draft, typedAt: clock.wall() - ageMs }
      const noteItsAuthor = async () => {
        if (typed.text && 'externalUserId' in typed) await noteAuthor(typed.externalUserId, userId)
      }
      await change(userId, (drafts) => {
        const others = drafts.filter(other => !isSamePlace(other, typed))
        const known = drafts.find(other => isSamePlace(other, typed))
        const all = known && known.typedAt > typed.typedAt ? drafts : [typed, ...others]
        // What is gone only says that it is gone: what is not saved stays longer.
        return [...all.filter(({ text }) => text), ...all.filter(({ text }) => !text)].slice(0, count)
      }, noteItsAuthor)
    },
    forget: userId => change(userId, () => []),
    async erase(externalUserId) {
      const authors = await authorsOf(externalUserId).get() ?? []
      await Promise.all(authors.map(userId =>
        change(userId, drafts => drafts.filter(draft => !isAbout(draft, externalUserId)))))
      // Last, so that a repeated erasure still finds the authors.
      await authorsOf(externalUserId).delete()
    },
  }
}

function isAbout(draft: DraftPlace, externalUserId: string): boolean {
  return 'externalUserId' in draft && draft.externalUserId === externalUserId
}

function isSamePlace(one: DraftPlace, other: DraftPlace): boolean {
  return one.field === other.field && subjectIn(one) === subjectIn(other)
}

/** @returns the id of the customer or of the group; undefined for what is the member's own */
function subjectIn(place: DraftPlace): string | undefined {
  if ('externalUserId' in place) return place.externalUserId
  return 'chatId' in place ? place.chatId : undefined
}
