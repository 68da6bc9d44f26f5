import { describe, expect, it, vi } from 'vitest'
import type { QuickReply } from '#shared/types/quick-reply.ts'
import { ApiError } from '~/browser/api/api-error'
import type { ApiRequest } from '~/browser/api/api'
import { failureOf } from '~/browser/failure'
import { useReplyPreview } from '~/composables/useReplyPreview'
import { eventually } from '../support/eventually'

const file: QuickReply = {
  id: 'r1', scope: 'own', text: '', attachment: { type: 'file', id: 'f1', name: 'a.png', bytes: 9, isImage: true },
}
const link: QuickReply = {
  id: 'r2', scope: 'own', text: '', attachment: { type: 'link', title: 'Case', url: 'https://a.cn' },
}

function open() {
  const request = vi.fn()
  return { request, ...useReplyPreview(request as unknown as ApiRequest) }
}

describe('the preview of a reply', () => {
  it('has the message of a card at once, without a request', async () => {
    const { request, preview, show } = open()
    await show(link)
    expect(preview.value).toEqual({
      reply: link,
      message: { text: 'https://a.cn', message: { msgtype: 'news', news: { link: 'https://a.cn', title: 'Case' } } },
    })
    expect(request).not.toHaveBeenCalled()
  })

  it('waits until the file is at WeCom', async () => {
    const { request, preview, show } = open()
    request.mockResolvedValueOnce({}).mockResolvedValue({ mediaId: 'm1' })
    const shown = show(file)
    await eventually(() => request.mock.calls.length === 1)
    expect(preview.value).toEqual({ reply: file })
    await shown
    expect(preview.value?.message).toEqual({ text: 'a.png', message: { msgtype: 'image', image: { mediaid: 'm1' } } })
    expect(request.mock.calls.map(([path, { body }]) => [path, body])).toEqual([
      ['/api/quick-replies/r1/media', { refused: false }], ['/api/quick-replies/r1/media', { refused: false }],
    ])
  })

  it('tells once that the client has refused the media id', async () => {
    const { request, show } = open()
    request.mockResolvedValueOnce({}).mockResolvedValue({ mediaId: 'm2' })
    await show(file, true)
    expect(request.mock.calls.map(([, { body }]) => body)).toEqual([{ refused: true }, { refused: false }])
  })

  it('says why there is no message, and tries again', async () => {
    const { request, preview, show } = open()
    request.mockRejectedValueOnce(new ApiError(failureOf('wecom_unavailable'))).mockResolvedValue({ mediaId: 'm1' })
    await show(file)
    expect(preview.value).toMatchObject({ failure: { code: 'wecom_unavailable' } })
    await show(file)
    expect(preview.value?.message?.text).toBe('a.png')
  })

  it('that was closed or replaced gets no late message', async () => {
    const { request, preview, show, close } = open()
    const late = Promise.withResolvers<{ mediaId: string }>()
    request.mockReturnValue(late.promise)
    const shown = show(file)
    await eventually(() => request.mock.calls.length === 1)
    await show(link)
    late.resolve({ mediaId: 'm1' })
    await shown
    expect(preview.value?.reply).toBe(link)
    close()
    expect(preview.value).toBeUndefined()
  })
})
