import { expect, it } from 'vitest'
import { CLIENT_REFUSALS } from '../../../browser/bridge/client-refusals.ts'
import { errcodeEntry } from '../../../server/wecom/errcodes.ts'

const SERVER_KINDS: Partial<Record<string, string>> = {
  config: 'set-up', dead_ticket: 'ticket', throttled: 'busy', crowded: 'busy', busy: 'busy',
}
const CLIENT_KINDS: Partial<Record<string, string>> = {
  signature_refused: 'ticket', ticket_unavailable: 'ticket', client_busy: 'busy',
}
const numbers = CLIENT_REFUSALS.flatMap(({ code, numbers }) => numbers.map(number => [number, code] as const))

it.each(numbers)('C2: %i means the same to the server as to the page (%s)', (number, code) => {
  expect(SERVER_KINDS[errcodeEntry(number).class]).toBe(CLIENT_KINDS[code] ?? 'set-up')
})

it('has each number once', () => expect(new Set(numbers.map(([number]) => number)).size).toBe(numbers.length))
