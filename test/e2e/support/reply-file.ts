import { expect } from 'vitest'
import type { QuickReply, ReplyFileUpload } from '../../../shared/types/quick-reply.ts'
import type { Site, Webview } from './webview.ts'

export interface NewFile {
  name: string
  content: Buffer
  /** Of the reply; by default the member's own. */
  scope?: 'own' | 'corp'
}

/** Uploads a file, and adds a reply with it. */
export async function sendFile(
  { url: origin }: Site, webview: Webview, { name, content, scope = 'own' }: NewFile,
): Promise<QuickReply> {
  const post = async <T>(path: string, body: object) => {
    const headers = { origin, 'content-type': 'application/json' }
    const answer = await webview.get(path, { method: 'POST', headers, body: JSON.stringify(body) })
    expect(answer.status, path).toBe(200)
    return await answer.json() as T
  }
  const { id, partBytes } = await post<ReplyFileUpload>('/api/reply-files', { name, bytes: content.length })
  for (let part = 0; part * partBytes < content.length; part++) {
    const { status } = await webview.get(`/api/reply-files/${id}/parts/${part}`, {
      method: 'PUT',
      headers: { origin, 'content-type': 'application/octet-stream' },
      body: new Uint8Array(content.subarray(part * partBytes, (part + 1) * partBytes)),
    })
    expect(status).toBe(204)
  }
  return post('/api/quick-replies', { scope, text: '', attachment: { type: 'file', id } })
}
