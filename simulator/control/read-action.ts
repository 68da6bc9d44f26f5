import type { Action } from '../actions/action.ts'
import { badRequest, objectWith, oneOf } from './input.ts'

type FieldType = 'text' | 'texts' | 'number' | 'flag'

/** Fields of each action; `?` at the end: may be left out. */
const FIELDS: Record<Action['action'], Record<string, FieldType | `${FieldType}?`>> = {
  addContact: { userId: 'text', externalUserId: 'text?', name: 'text?', state: 'text?', addWay: 'number?', half: 'flag?' },
  editContact: { userId: 'text', externalUserId: 'text', remark: 'text?', description: 'text?', mobiles: 'texts?', addTags: 'texts?', removeTags: 'texts?' },
  deleteContact: { userId: 'text', externalUserId: 'text', transferred: 'flag?' },
  deletedByContact: { userId: 'text', externalUserId: 'text' },
  transferFails: { userId: 'text', externalUserId: 'text', reason: 'text' },
  createGroup: { userId: 'text', name: 'text', memberIds: 'texts?' },
  dismissGroup: { chatId: 'text' },
  joinGroup: { chatId: 'text', id: 'text', scene: 'number?' },
  leaveGroup: { chatId: 'text', id: 'text', scene: 'number?' },
  renameGroup: { chatId: 'text', name: 'text' },
  changeGroupOwner: { chatId: 'text', userId: 'text' },
  setGroupNotice: { chatId: 'text', notice: 'text' },
  createTags: { groupName: 'text', names: 'texts' },
  renameTag: { id: 'text', name: 'text' },
  deleteTag: { id: 'text' },
  shuffleTags: { id: 'text?' },
}

const checks: Record<FieldType, (value: unknown) => boolean> = {
  text: value => typeof value === 'string',
  texts: value => Array.isArray(value) && value.every(one => typeof one === 'string'),
  number: value => Number.isInteger(value),
  flag: value => typeof value === 'boolean',
}

/** @throws 400 */
export function readAction(body: unknown): Action {
  const name = oneOf('action', (body as { action?: unknown } | null)?.action, Object.keys(FIELDS) as Action['action'][])
  const fields = FIELDS[name]
  const input = objectWith(body, ['action', ...Object.keys(fields)])
  for (const [field, type] of Object.entries(fields)) {
    const value = input[field]
    if (value === undefined && type.endsWith('?')) continue
    const plain = type.replace('?', '') as FieldType
    if (!checks[plain](value)) throw badRequest(`"${field}" of ${name} must be ${plain === 'texts' ? 'a list of texts' : `a ${plain}`}`)
  }
  if (name === 'transferFails') oneOf('reason', input.reason, ['customer_refused', 'customer_limit_exceed'])
  // Every field was just checked by name and type.
  return input as Action
}
