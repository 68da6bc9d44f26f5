import { describe, expect, it } from 'vitest'
import { ApiError } from '../../../../browser/api/api-error.ts'
import type { ApiRequest, RequestOptions } from '../../../../browser/api/api.ts'
import { failureOf } from '../../../../browser/failure.ts'
import { attachFile } from '../../../../browser/replies/attach-file.ts'
import type { AttachedFile, ChosenFile } from '../../../../browser/replies/attach-file.ts'
import { REPLY_FILE_LIMITS } from '../../../../shared/attachment-limits.ts'

const PART = 4

/** A server that takes parts, and is away for the parts in `away`, once each. */
function serve(away: number[] = []) {
  const calls: [string, RequestOptions][] = []
  const parts: string[] = []
  const request = async (path: string, options: RequestOptions = {}) => {
    calls.push([path, options])
    if (path === '/api/reply-files') return { id: 'f1', partBytes: PART }
    const part = Number(path.split('/').at(-1))
    if (away.includes(part)) {
      away.splice(away.indexOf(part), 1)
      throw new ApiError(failureOf('offline'))
    }
    parts[part] = await (options.body as Blob).text()
    return undefined
  }
  return { calls, parts, request: request as ApiRequest }
}

async function attach(request: ApiRequest, chosen: File | ChosenFile) {
  const shown: AttachedFile[] = []
  await attachFile(request, chosen, change => shown.push(change))
  return { shown, last: shown.at(-1)! }
}

describe('a chosen file', () => {
  it('arrives in parts, and tells how far it is', async () => {
    const { request, calls, parts } = serve()
    const { shown, last } = await attach(request, new File(['0123456789'], '报/价.PNG'))
    expect(parts).toEqual(['0123', '4567', '89'])
    expect(shown.map(({ upload }) => upload?.share)).toEqual([0, 0, 0.4, 0.8, undefined])
    expect(last).toEqual({
      upload: undefined, attachment: { type: 'file', id: 'f1', name: '报_价.PNG', bytes: 10, isImage: true },
    })
    expect(calls[0]![1].body).toEqual({ name: '报_价.PNG', bytes: 10 })
    expect(calls.slice(1).map(([, { method, type }]) => [method, type]))
      .toEqual(Array.from({ length: 3 }, () => ['PUT', 'application/octet-stream']))
  })

  it('goes on where it has stopped', async () => {
    const { request, calls, parts } = serve([1])
    const { last } = await attach(request, new File(['0123456789'], 'a.pdf'))
    expect(last.upload).toMatchObject({ parts: 1, failure: { code: 'offline' } })
    const again = await attach(request, last.upload!)
    expect(again.last.attachment).toMatchObject({ id: 'f1', isImage: false })
    expect(parts.join('')).toBe('0123456789')
    expect(calls.map(([path]) => path.split('/').at(-1))).toEqual(['reply-files', '0', '1', '1', '2'])
  })

  it('that WeCom would refuse is not sent', async () => {
    const { request, calls } = serve()
    const large = new File(['x'], 'a.zip')
    Object.defineProperty(large, 'size', { value: REPLY_FILE_LIMITS.file + 1 })
    expect((await attach(request, large)).last.upload?.problem).toBe('too_large')
    expect((await attach(request, new File(['12345'], 'a.txt'))).last.upload?.problem).toBe('empty')
    expect(calls).toEqual([])
  })

  it('with a long name keeps the end of it', async () => {
    const { request, calls } = serve()
    await attach(request, new File(['123456'], `${'长'.repeat(200)}.pdf`))
    const { name } = calls[0]![1].body as { name: string }
    expect([...name]).toHaveLength(REPLY_FILE_LIMITS.name)
    expect(name.endsWith('长.pdf')).toBe(true)
  })
})
