import * as v from 'valibot'
import { UpstreamRefusedError } from '../../upstream/upstream-error.ts'
import type { WecomClient } from '../client.ts'

/** WeCom's longest time in which it recognises an equal message, seconds (doc 90236). */
const DUPLICATE_SECONDS = 4 * 3_600

/** No callback address is saved in the console (接收消息), so that no button can tell the app anything. */
const NO_CALLBACK = 43_012

/** The ids that WeCom does not know, separated by `|`: absent or empty when the message was sent to all. */
const answer = v.object({ errcode: v.literal(0), invaliduser: v.optional(v.string(), '') })

/** A card in the member's chat with the app. */
export interface Card {
  userId: string
  /** Letters, digits and `_-@`; WeCom takes each once. */
  taskId: string
  title: string
  text: string
  /** The page that opens. */
  url: string
  /** Buttons that tell the app their key; at most six, and ten characters each. */
  buttons: { text: string, key: string }[]
}

/**
 * Sends a template card (doc 90236). An equal call within four hours sends nothing, and has the same answer. Where
 * WeCom takes no buttons, the card has none.
 *
 * @returns false when the member cannot get it: they have left, or do not see the app
 * @throws {UpstreamRefusedError} with errcode 42014 when a card with this task id was sent before
 */
export async function sendCard(client: WecomClient, agentId: string, card: Card): Promise<boolean> {
  try {
    return await sendOnce(client, agentId, card)
  }
  catch (error) {
    const isWithoutCallback = error instanceof UpstreamRefusedError && error.errcode === NO_CALLBACK
    if (!isWithoutCallback || card.buttons.length === 0) throw error
    return sendOnce(client, agentId, { ...card, buttons: [] })
  }
}

/**
 * Replaces the buttons of a card in a member's chat with a text that cannot be pressed (doc 94888).
 *
 * @param press the `responseCode` is valid once, for 72 hours
 * @throws {UpstreamRefusedError | UpstreamUnavailableError}
 */
export async function closeCard(
  client: WecomClient, agentId: string, press: { userId: string, responseCode: string }, text: string,
): Promise<void> {
  await client.call({
    endpoint: 'message/update_template_card',
    schema: v.object({ errcode: v.literal(0) }),
    body: {
      userids: [press.userId],
      agentid: Number(agentId),
      response_code: press.responseCode,
      button: { replace_name: text },
    },
  })
}

async function sendOnce(client: WecomClient, agentId: string, card: Card): Promise<boolean> {
  const buttons = card.buttons.map(({ text, key }, index) => ({ text, key, style: index === 0 ? 1 : 2 }))
  const { invaliduser } = await client.call({
    endpoint: 'message/send',
    schema: answer,
    body: {
      touser: card.userId,
      msgtype: 'template_card',
      agentid: Number(agentId),
      template_card: {
        card_type: buttons.length > 0 ? 'button_interaction' : 'text_notice',
        main_title: { title: card.title },
        sub_title_text: card.text,
        card_action: { type: 1, url: card.url },
        task_id: card.taskId,
        ...buttons.length > 0 && { button_list: buttons },
      },
      enable_duplicate_check: 1,
      duplicate_check_interval: DUPLICATE_SECONDS,
    },
  })
  return invaliduser === ''
}
