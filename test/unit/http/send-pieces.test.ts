import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createApp, defineEventHandler, send, toNodeListener } from 'h3'
import { beforeEach, describe, expect, it, onTestFinished } from 'vitest'
import { sendPieces } from '../../../server/http/send-pieces.ts'
import { AppError } from '../../../server/errors/app-error.ts'

const BIG = Buffer.alloc(4 * 1024 * 1024)

describe('an answer in pieces', () => {
  let failures: unknown[]
  beforeEach(() => void (failures = []))

  async function serve(pieces: () => AsyncGenerator<string | Uint8Array>): Promise<string> {
    const app = createApp({ async onError({ cause }, event) {
      failures.push(cause)
      if (!event.handled) await send(event, '')
    } })
    app.use(defineEventHandler(event => sendPieces(event, { 'content-language': 'en' }, pieces())))
    const server = createServer(toNodeListener(app))
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  }

  it('is whole, also without a piece', async () => {
    const get = async (...pieces: string[]) => {
      const answer = await fetch(await serve(async function* () {
        yield* pieces
      }))
      return [answer.headers.get('content-language'), await answer.text()]
    }
    expect([await get('a', 'b'), await get()]).toEqual([['en', 'ab'], ['en', '']])
    expect(failures).toEqual([])
  })

  it('is an error of its own when there is no first piece', async () => {
    const answer = await fetch(await serve(async function* () {
      yield await Promise.reject<string>(new AppError('store_unavailable'))
    }))
    expect([answer.status, answer.headers.has('content-language')]).toEqual([500, false])
    expect(failures).toEqual([new AppError('store_unavailable')])
  })

  it('breaks off when a later piece fails', async () => {
    const url = await serve(async function* () {
      yield BIG
      throw new AppError('store_unavailable')
    })
    await expect(fetch(url).then(answer => answer.text())).rejects.toThrow()
    expect(failures).toEqual([new AppError('store_unavailable')])
  })

  it('is read no further than its client takes it, and ends when the client goes', async () => {
    let read = 0
    const { promise: ended, resolve: end } = Promise.withResolvers<undefined>()
    const url = await serve(async function* () {
      try {
        for (;; read++) yield BIG
      }
      finally {
        end(undefined)
      }
    })
    const leaving = new AbortController()
    await fetch(url, { signal: leaving.signal })
    leaving.abort()
    await ended
    expect(read).toBeLessThan(10)
    expect(failures).toEqual([])
  })
})
