import { describe, expect, it } from 'vitest'
import { CommandError, run } from '../../../scripts/lib/run.mjs'
import { startService } from '../../../scripts/lib/service.mjs'

const node = (code: string): [string, string[]] => [process.execPath, ['--eval', code]]

describe('run', () => {
  it('keeps both outputs and reports each line', async () => {
    const lines: string[] = []
    const output = await run(node('console.log("one"); console.error("two")'), { onLine: line => lines.push(line) })
    expect(output.split('\n').sort()).toEqual(['one', 'two'])
    expect(lines.sort()).toEqual(['one', 'two'])
  })

  it('adds variables to the environment', async () => {
    await expect(run(node('console.log(process.env.GREETING)'), { env: { GREETING: 'hello' } })).resolves.toBe('hello')
  })

  it('fails with the exit code and the whole output', async () => {
    const error = await run(node('console.log("why"); process.exit(3)')).catch(error => error)
    expect(error).toBeInstanceOf(CommandError)
    expect(error).toMatchObject({ message: expect.stringContaining('code 3'), output: 'why' })
  })

  it('fails when there is no such program', async () => {
    await expect(run(['no-such-program-anywhere', []])).rejects.toThrow('cannot be started')
  })
})

describe('startService', () => {
  it('reports the last lines of a service that ended by itself', async () => {
    const { died } = startService(
      'The app',
      node('for (let i = 0; i < 100; i++) console.log(`line ${i}`)'),
      {},
      () => {},
    )
    const error = await died.catch(error => error)
    expect(error.message).toContain('The app ended with code 0')
    expect(error.output).toMatch(/^line 70\n[^]*line 99$/)
  })
})
