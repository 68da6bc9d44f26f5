import type { CardButton, MessageCard } from '../../scenarios/scenario.ts'
import { characters } from '../parameters.ts'
import { Refusal } from '../refusal.ts'
import { webAddress } from './web-address.ts'

type Fields = Record<string, unknown>

const TYPES: unknown[] = ['text_notice', 'news_notice', 'button_interaction']
const MOST_ROWS = 6
const MOST_JUMPS = 3
const MOST_BUTTONS = 6
const BUTTON_CHARACTERS = 10
const KEY_BYTES = 1_024

/**
 * Reads a template card (doc 90236): text_notice, news_notice and button_interaction.
 *
 * @returns the card, and the address that opens when the card itself is clicked
 * @throws Refusal 42031, 42033, 42044, 42045, 42028, 42030, 42035, 42027, 42042, 42038, 42039, 42014
 */
export function readTemplateCard(body: Fields): { card: MessageCard, link?: string } {
  const { card_type: type } = body
  if (!TYPES.includes(type)) throw new Refusal(42031, `the simulator has only the cards ${TYPES.join(', ')}`)
  const main = fieldsOf(body.main_title)
  const subtitle = textIn(body.sub_title_text)
  const title = textIn(main.title) ?? (type === 'text_notice' ? subtitle : undefined)
  if (title === undefined) throw new Refusal(42033, 'no main_title.title in the card')
  if (type === 'news_notice' && textIn(fieldsOf(body.card_image ?? body.image_text_area).url
    ?? fieldsOf(body.image_text_area).image_url) === undefined) {
    throw new Refusal(42044, 'a news_notice has a card_image or an image_text_area')
  }
  const link = readAction(body.card_action, type === 'button_interaction')
  const buttons = [
    ...(type === 'button_interaction' ? readButtons(body.button_list) : []),
    ...listOf(body.jump_list, MOST_JUMPS, 42042, 'jump_list').map(readJump),
  ]
  const taskId = readTaskId(body.task_id, isInteractive({ buttons }) || body.action_menu !== undefined)
  const description = [textIn(main.desc), title === subtitle ? undefined : subtitle].filter(Boolean).join('\n')
  return {
    card: {
      type: String(type),
      title,
      ...(description === '' ? {} : { description }),
      rows: listOf(body.horizontal_content_list, MOST_ROWS, 42035, 'horizontal_content_list').map(readRow),
      buttons,
      ...(taskId === undefined ? {} : { taskId }),
    },
    ...(link === undefined ? {} : { link }),
  }
}

/** Whether a member can answer the card: then the app needs a callback address (doc 90236). */
export function isInteractive({ buttons }: Pick<MessageCard, 'buttons'>): boolean {
  return buttons.some(({ key }) => key !== undefined)
}

function readAction(value: unknown, isOptional: boolean): string | undefined {
  const { type = isOptional ? 0 : undefined, url, appid } = fieldsOf(value)
  if (type === 0 && isOptional) return undefined
  if (type === 2) return needed(appid, 42030, 'card_action.appid') && undefined
  if (type !== 1) throw new Refusal(42045, 'card_action.type is 1 or 2')
  return webAddress(url, 42028, 'card_action.url')
}

function readButtons(value: unknown): CardButton[] {
  const list = listOf(value, MOST_BUTTONS, 42038, 'button_list')
  if (list.length === 0) throw new Refusal(42038, 'no button_list in the card')
  const buttons = list.map(({ type = 0, text, key, url }): CardButton => {
    const name = needed(text, 42038, 'button_list.text')
    if (characters(name) > BUTTON_CHARACTERS) {
      throw new Refusal(42038, `a button's text is longer than ${BUTTON_CHARACTERS} characters`)
    }
    if (type === 1) return { text: name, url: webAddress(url, 42028, 'button_list.url') }
    const value = needed(key, 42039, 'button_list.key')
    if (Buffer.byteLength(value) > KEY_BYTES) throw new Refusal(42039, `a key is longer than ${KEY_BYTES} bytes`)
    return { text: name, key: value }
  })
  const keys = buttons.flatMap(({ key }) => key ?? [])
  if (new Set(keys).size < keys.length) throw new Refusal(42039, 'two buttons have the same key')
  return buttons
}

function readJump({ type = 0, title, url, appid }: Fields): CardButton {
  const text = needed(title, 42033, 'jump_list.title')
  if (type === 2) needed(appid, 42030, 'jump_list.appid')
  return type === 1 ? { text, url: webAddress(url, 42028, 'jump_list.url') } : { text, disabled: true }
}

function readRow({ type = 0, keyname, value, url }: Fields): MessageCard['rows'][number] {
  const row = { name: needed(keyname, 42027, 'horizontal_content_list.keyname'), value: textIn(value) ?? '' }
  return type === 1 ? { ...row, url: webAddress(url, 42028, 'horizontal_content_list.url') } : row
}

/** Letters, digits and `_-@`, at most 128 bytes. */
function readTaskId(value: unknown, isNeeded: boolean): string | undefined {
  if (value === undefined && !isNeeded) return undefined
  if (typeof value !== 'string' || !/^[\w@-]{1,128}$/.test(value)) {
    throw new Refusal(42014, 'task_id is not 1 to 128 letters, digits, _, - or @')
  }
  return value
}

function listOf(value: unknown, most: number, errcode: number, name: string): Fields[] {
  if (value === undefined) return []
  if (!Array.isArray(value) || value.length > most) throw new Refusal(errcode, `${name} has more than ${most} elements`)
  return value.map(fieldsOf)
}

function fieldsOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? value as Fields : {}
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined
}

function needed(value: unknown, errcode: number, name: string): string {
  const text = textIn(value)
  if (text === undefined) throw new Refusal(errcode, `no ${name} in the card`)
  return text
}
