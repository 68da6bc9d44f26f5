import type { App, ChatMessage } from '../../scenarios/scenario.ts'
import { deliver } from '../../world/app-chats.ts'
import { appUnderTest } from '../../world/people.ts'
import type { World } from '../../world/world.ts'
import type { Endpoint } from '../endpoint.ts'
import { Refusal } from '../refusal.ts'
import { readContent, type Content } from './content.ts'
import { checkAgent } from './own-agent.ts'
import { readReceivers } from './receivers.ts'
import { isInteractive } from './template-card.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
const DAY_MS = 24 * HOUR_MS
/** doc 90236, in seconds. */
const DUPLICATE_CHECK = { usual: 1_800, most: 4 * 3_600 }

/** doc 90236: a message of the app to members, parties or everybody. */
export const sendMessage: Endpoint = {
  path: '/cgi-bin/message/send',
  doc: 90236,
  access: 'token',
  answer({ world, app, body }) {
    checkAgent(world, app, body.agentid)
    const { userIds, invalid } = readReceivers(world, body)
    const content = readContent(body)
    const seconds = duplicateSeconds(body)
    const request = `${app.agentId} ${JSON.stringify(body)}`
    const before = world.appMessages.findAnswer(request, seconds * 1000)
    if (before) return before

    checkCard(world, app, content)
    countForDay(world, app, userIds.length)
    const receivers = userIds.filter(userId => isWithinLimits(world, app, userId))
    const { card, ...shown } = content
    const taskId = card?.taskId
    const { id, sentAt } = world.appMessages.add({
      agentId: app.agentId, receivers, ...(taskId === undefined ? {} : { taskId }),
    })
    for (const userId of receivers) {
      const message: ChatMessage = { id, from: app.name, at: sentAt, ...shown, ...(card ? { card } : {}) }
      deliver(world, app, userId, structuredClone(message))
    }
    const responseCode = card && isInteractive(card)
      ? { response_code: world.appMessages.issueResponseCode(id) }
      : {}
    const answer = { ...invalid, msgid: id, ...responseCode }
    world.appMessages.rememberAnswer(request, answer)
    return answer
  },
}

/** @returns 0 without `enable_duplicate_check` */
function duplicateSeconds(body: Record<string, unknown>): number {
  const { enable_duplicate_check: enabled = 0, duplicate_check_interval: seconds = DUPLICATE_CHECK.usual } = body
  if (enabled !== 0 && enabled !== 1) throw new Refusal(40058, 'enable_duplicate_check is 0 or 1')
  if (typeof seconds !== 'number' || !(seconds > 0 && seconds <= DUPLICATE_CHECK.most)) {
    throw new Refusal(40058, `duplicate_check_interval is not a number from 1 to ${DUPLICATE_CHECK.most}`)
  }
  return enabled === 1 ? seconds : 0
}

function checkCard(world: World, { agentId }: App, { card }: Content): void {
  if (!card) return
  const hasCallback = world.receiver !== undefined && agentId === appUnderTest(world).agentId
  if (isInteractive(card) && !hasCallback) {
    throw new Refusal(43012, 'a card with keys, and the app has no saved callback address (接收消息)')
  }
  if (card.taskId !== undefined && world.appMessages.hasTask(agentId, card.taskId)) {
    throw new Refusal(42014, 'the app has used this task_id before')
  }
}

function countForDay({ rateLimits, settings }: World, { agentId }: App, receivers: number): void {
  for (let counted = 0; counted < receivers; counted++) {
    if (rateLimits.count(`messages ${agentId}`, DAY_MS) > settings.messagesPerDay) {
      throw new Refusal(45009, `more than ${settings.messagesPerDay} messages of this app within the day`)
    }
  }
}

/** Beyond the limit WeCom drops the message, and the app is not told (doc 90236). */
function isWithinLimits({ rateLimits, settings }: World, { agentId }: App, userId: string): boolean {
  const key = `messages ${agentId} ${userId}`
  const isInMinute = rateLimits.count(key, MINUTE_MS) <= settings.memberMessagesPerMinute
  return rateLimits.count(key, HOUR_MS) <= settings.memberMessagesPerHour && isInMinute
}
