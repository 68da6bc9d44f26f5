import { setImmediate as nextRound } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { gatherLines } from '../../../server/services/log-lines.ts'

function open() {
  const written: string[] = []
  let exit = () => {}
  const lines = gatherLines({ write: text => written.push(text) }, last => (exit = last))
  return { written, lines, exit: () => exit() }
}

it('writes the lines of a round together and in order, and those of the next one in the next round', async () => {
  const { written, lines } = open()
  for (const line of ['one\n', 'two\n']) lines.write(line)
  expect(written).toEqual([])
  await nextRound()
  lines.write('three\n')
  await nextRound()
  await nextRound()
  expect(written).toEqual(['one\ntwo\n', 'three\n'])
})

it('writes what waits when the process exits', async () => {
  const { written, lines, exit } = open()
  lines.write('last\n')
  exit()
  await nextRound()
  expect(written).toEqual(['last\n'])
})
