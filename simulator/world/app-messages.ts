import { randomBytes } from 'node:crypto'
import { createCodes, type OneTime } from './codes.ts'

/** A message of an app, with the receivers that it reached. */
export interface AppMessage {
  id: string
  agentId: number
  /** userids. */
  receivers: string[]
  taskId?: string
  /** Milliseconds of the simulated clock. */
  sentAt: number
}

/** A `response_code` lets the app change a card once (doc 94888). */
export type ResponseCode = { messageId: string } & OneTime

/** What message/send keeps: sent messages, codes to update their cards, and requests that may not be repeated. */
export interface AppMessages {
  add(message: Omit<AppMessage, 'id' | 'sentAt'>): AppMessage
  find(id: unknown): AppMessage | undefined
  /** Whether the app has used this task_id. */
  hasTask(agentId: number, taskId: string): boolean
  issueResponseCode(messageId: string): string
  findResponseCode(value: string): ResponseCode | undefined
  /** The answer to an equal request that was sent less than `withinMs` ago. */
  findAnswer(request: string, withinMs: number): Record<string, unknown> | undefined
  rememberAnswer(request: string, answer: Record<string, unknown>): void
  clear(): void
}

/** @param now milliseconds of the simulated clock */
export function createAppMessages(now: () => number): AppMessages {
  const messages = new Map<unknown, AppMessage>()
  const tasks = new Set<string>()
  const answers = new Map<string, { at: number, answer: Record<string, unknown> }>()
  const responseCodes = createCodes<{ messageId: string }>(now)
  return {
    add(values) {
      const message = { ...values, id: randomBytes(24).toString('base64url'), sentAt: now() }
      messages.set(message.id, message)
      if (values.taskId !== undefined) tasks.add(`${values.agentId} ${values.taskId}`)
      return message
    },
    find: id => messages.get(id),
    hasTask: (agentId, taskId) => tasks.has(`${agentId} ${taskId}`),
    issueResponseCode: messageId => responseCodes.issue({ messageId }),
    findResponseCode: value => responseCodes.find(value),
    findAnswer(request, withinMs) {
      const known = answers.get(request)
      return known && now() - known.at < withinMs ? known.answer : undefined
    },
    rememberAnswer: (request, answer) => void answers.set(request, { at: now(), answer }),
    clear() {
      for (const memory of [messages, tasks, answers]) memory.clear()
    },
  }
}
