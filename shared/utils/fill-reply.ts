import { plainText } from './plain-text.ts'

/** What a reply can name. */
export type ReplyVariable = 'customer' | 'member'

/** The names to fill in; absent while they are not known. */
export type ReplyNames = Partial<Record<ReplyVariable, string>>

/** A reply as it is sent. */
export interface FilledReply {
  text: string
  /** Without this name the reply must not be sent. */
  missing?: ReplyVariable
}

/** Written by members, in their language. */
const VARIABLES: Record<string, ReplyVariable> = {
  '{customer}': 'customer', '{客户}': 'customer', '{member}': 'member', '{成员}': 'member',
}
const VARIABLE = new RegExp(Object.keys(VARIABLES).join('|'), 'g')

/**
 * Fills in the names, once: a name that looks like a variable stays as it is. Names come from other people, so they
 * lose invisible characters.
 */
export function fillReply(text: string, names: ReplyNames): FilledReply {
  let missing: ReplyVariable | undefined
  const filled = text.replace(VARIABLE, (written) => {
    const variable = VARIABLES[written]!
    const name = plainText(names[variable] ?? '').trim()
    if (!name) missing ??= variable
    return name || written
  })
  return { text: filled, missing }
}
