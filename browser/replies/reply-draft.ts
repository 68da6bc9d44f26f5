import { refAutoReset } from '@vueuse/core'
import { computed, shallowRef, type Ref } from 'vue'
import type { QuickReply, ReplyAttachment, ReplyContent, ReplyScope } from '#shared/types/quick-reply.ts'
import type { Api, ApiRequest } from '../api/api'
import { ApiError } from '../api/api-error'
import type { Failure } from '../failure'
import type { AttachedFile, ChosenFile } from './attach-file'
import { contentOf, isComplete, isSame } from './reply-content'

/** How long a success is shown, in milliseconds. */
const PRAISE = 3_000

/** What was typed as a reply. */
export interface ReplyText extends ReplyContent {
  /** The reply being edited. Absent: a new one. */
  reply?: QuickReply
  scope: ReplyScope
  attachment?: ReplyAttachment
}

/** A reply in the editor. */
export interface ReplyDraft extends ReplyText {
  saving: boolean
  /** The file that is on its way. */
  upload?: ChosenFile
  failure?: Failure
  /** The version that another person saved in the meantime. */
  theirs?: QuickReply
}

/** The member's commands for the library. */
export type ReplyCommand
  = | { kind: 'write' }
    | { kind: 'edit', reply: QuickReply }
    | { kind: 'type', text: string }
    | { kind: 'label', field: 'title' | 'folder', value: string }
    /** Absent: the reply is a text. */
    | { kind: 'attach', attachment?: ReplyAttachment }
    /** Uploads a file, or goes on after a failure, and attaches it. */
    | { kind: 'upload', file: File | ChosenFile }
    | { kind: 'share', scope: ReplyScope }
    /** Closes the editor and keeps what was typed. */
    | { kind: 'shelve' }
    /** Drops the draft, or what an earlier page has left. */
    | { kind: 'discard' }
    /** Opens what an earlier page has left. */
    | { kind: 'restore' }
    | { kind: 'save' }
    /** Ends a conflict with the member's own version. */
    | { kind: 'overwrite' }
    | { kind: 'delete' }
    | { kind: 'undo' }
    | { kind: 'keep' }

export interface ReplyWritingOptions {
  api: Pick<Api, 'quickReplies' | 'addReply' | 'editReply' | 'deleteReply'>
  request: ApiRequest
  /** The replies as last received. */
  current: () => QuickReply[]
  put: (replies: QuickReply[]) => void
}

export interface ReplyWriting {
  draft: Readonly<Ref<ReplyDraft | undefined>>
  /** What an earlier page or Escape has left, until the member decides about it. No other draft is opened before. */
  kept: Readonly<Ref<ReplyText | undefined>>
  /** Whether leaving the page would lose text. */
  hasUnsavedDraft: Readonly<Ref<boolean>>
  /** The last deleted reply, while the deletion can be undone. */
  deleted: Readonly<Ref<QuickReply | undefined>>
  /** Whether a reply has just been saved. */
  saved: Readonly<Ref<boolean>>
  run: (command: ReplyCommand) => Promise<void>
  /** What is typed and not saved. */
  unsaved: () => ReplyText | undefined
  /** Takes over what an earlier page has left. */
  offer: (kept: ReplyText) => void
}

/** Writes, edits and deletes replies. A draft stays until it is saved or discarded, even if requests fail. */
export function createReplyWriting({ api, request, current, put }: ReplyWritingOptions): ReplyWriting {
  const draft = shallowRef<ReplyDraft>()
  const kept = shallowRef<ReplyText>()
  const deleted = shallowRef<QuickReply>()
  const saved = refAutoReset(false, PRAISE)
  /** Number of drafts opened so far; identifies the open one. */
  let opened = 0
  const hasUnsavedDraft = computed(() => !!draft.value && !isSame(draft.value, draft.value.reply))

  function write(start: ReplyText & Pick<ReplyDraft, 'failure'>): void {
    opened++
    kept.value = undefined
    draft.value = { ...start, saving: false }
  }

  function update(change: Partial<ReplyDraft>): void {
    if (draft.value) draft.value = { ...draft.value, ...change }
  }

  function take(reply: QuickReply): QuickReply {
    const known = current().some(({ id }) => id === reply.id)
    saved.value = true
    put(known ? current().map(old => old.id === reply.id ? reply : old) : [reply, ...current()])
    return reply
  }

  function drop({ id }: QuickReply): void {
    put(current().filter(reply => reply.id !== id))
  }

  async function afterFailure(failure: Failure, before: QuickReply | undefined): Promise<Partial<ReplyDraft>> {
    if (before && failure.code === 'reply_not_found') {
      // The reply was deleted, so saving creates a new one.
      drop(before)
      return { reply: undefined, failure }
    }
    if (!before || failure.code !== 'edit_conflict') return { failure }
    const { replies } = await api.quickReplies()
    put(replies)
    return { failure, theirs: replies.find(({ id }) => id === before.id) }
  }

  /** One at a time. A failure is shown beside the draft, unless the member has opened another one since. */
  async function attempt(work: (open: ReplyDraft) => Promise<QuickReply | undefined>): Promise<void> {
    const open = draft.value
    if (!open || open.saving) return
    draft.value = { ...open, saving: true, failure: undefined, theirs: undefined }
    const mine = opened
    const isOpen = () => draft.value !== undefined && opened === mine
    try {
      const reply = await work(open)
      if (!isOpen()) return
      // Text typed while saving is the next change.
      if (reply && draft.value && !isSame(draft.value, open)) update({ reply, saving: false })
      else draft.value = undefined
    }
    catch (error) {
      if (!(error instanceof ApiError)) throw error
      const change = await afterFailure(error.failure, open.reply).catch(() => ({ failure: error.failure }))
      if (isOpen()) update({ ...change, saving: false })
    }
  }

  /** A reply that was deleted in the meantime becomes a new one. */
  function restore(): void {
    if (!kept.value) return
    const { reply, scope } = kept.value
    const stored = current().some(({ id }) => id === reply?.id) ? reply : undefined
    write({ ...kept.value, reply: stored, scope })
  }

  async function save(seen?: QuickReply): Promise<void> {
    if (!draft.value || !isComplete(draft.value)) return
    await attempt(async (open) => {
      const before = seen ?? open.reply
      const after = contentOf(open)
      if (!before) return take(await api.addReply({ scope: open.scope, ...after }))
      if (isSame(before, after)) return before
      return take(await api.editReply(before.id, { before: contentOf(before), after }))
    })
  }

  async function remove(): Promise<void> {
    await attempt(async ({ reply }) => {
      if (!reply) return undefined
      await api.deleteReply(reply.id).catch((error: unknown) => {
        if (!(error instanceof ApiError) || error.failure.code !== 'reply_not_found') throw error
      })
      drop(reply)
      deleted.value = reply
      return undefined
    })
  }

  /** If it fails, the text returns as a draft; if another draft is open, the undo offer returns. */
  async function undo(): Promise<void> {
    const { value: reply } = deleted
    if (!reply) return
    deleted.value = undefined
    const { scope } = reply
    try {
      take(await api.addReply({ scope, ...contentOf(reply) }))
    }
    catch (error) {
      if (!(error instanceof ApiError)) throw error
      if (draft.value || kept.value) deleted.value = reply
      else write({ ...writtenOf(reply), failure: error.failure })
    }
  }

  /** One file at a time: what comes of an earlier one is not shown any more. */
  async function upload(chosen: File | ChosenFile): Promise<void> {
    const mine = opened
    const { attachFile } = await import('./attach-file')
    let last: ChosenFile | undefined
    await attachFile(request, chosen, (change: AttachedFile) => {
      if (opened !== mine || (last && draft.value?.upload !== last)) return
      last = change.upload
      update(change)
    })
  }

  function shelve(): void {
    // It closes when it is saved; shelved, it would be offered as not saved.
    if (draft.value?.saving) return
    kept.value = unsaved()
    draft.value = undefined
  }

  async function run(command: ReplyCommand): Promise<void> {
    saved.value = false
    switch (command.kind) {
      case 'restore': return restore()
      case 'write': return write({ scope: 'own', text: '' })
      case 'edit': return write({ reply: command.reply, ...writtenOf(command.reply) })
      case 'type': return update({ text: command.text })
      case 'label': return update({ [command.field]: command.value })
      case 'attach': return update({ attachment: command.attachment, upload: undefined })
      case 'upload': return upload(command.file)
      case 'share': return update({ scope: command.scope })
      case 'shelve': return shelve()
      case 'discard': return void (draft.value = kept.value = undefined)
      case 'save': return save()
      case 'overwrite': return save(draft.value?.theirs)
      case 'delete': return remove()
      case 'undo': return undo()
      case 'keep': return void (deleted.value = undefined)
    }
  }

  function unsaved(): ReplyText | undefined {
    if (!draft.value || !hasUnsavedDraft.value) return kept.value
    return { reply: draft.value.reply, ...writtenOf(draft.value) }
  }

  function offer(text: ReplyText): void {
    if (!draft.value) kept.value = text
  }

  return { draft, kept, hasUnsavedDraft, deleted, saved, run, unsaved, offer }
}

/** @returns what can be edited of a reply */
function writtenOf({ scope, text, title, folder, attachment }: Omit<ReplyText, 'reply'>): Omit<ReplyText, 'reply'> {
  return { scope, text, title, folder, ...attachment && { attachment } }
}
