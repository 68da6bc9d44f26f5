import * as v from 'valibot'
import type { WecomClient } from '../client.ts'

/** WeCom's longest time in which it recognises an equal message, seconds (doc 90236). */
const DUPLICATE_SECONDS = 4 * 3_600

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
}

/**
 * Sends a template card (doc 90236). An equal call within four hours sends nothing, and has the same answer.
 *
 * @returns false when the member cannot get it: they have left, or do not see the app
 * @throws {UpstreamRefusedError} with errcode 42014 when a card with this task id was sent before
 */
export async function sendCard(client: WecomClient, agentId: string, card: Card): Promise<boolean> {
  const { invaliduser } = await client.call({
    endpoint: 'message/send',
    schema: answer,
    body: {
      touser: card.userId,
      msgtype: 'template_card',
      agentid: Number(agentId),
      template_card: {
        card_type: 'text_notice',
        main_title: { title: card.title },
        sub_title_text: card.text,
        card_action: { type: 1, url: card.url },
        task_id: card.taskId,
      },
      enable_duplicate_check: 1,
      duplicate_check_interval: DUPLICATE_SECONDS,
    },
  })
  return invaliduser === ''
}
