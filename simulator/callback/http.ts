import { request as httpRequest } from 'node:http'
import { buffer } from 'node:stream/consumers'

/** An answer with its whole body. */
export interface HttpAnswer {
  status: number
  body: Buffer
}

/**
 * Sends one request. The deadline includes everything, from connecting to the last byte.
 *
 * @throws when the connection fails or the deadline passes
 */
export async function send(url: string, method: 'GET' | 'POST', body: string, timeoutMs: number): Promise<HttpAnswer> {
  const signal = AbortSignal.timeout(timeoutMs)
  return new Promise((resolve, reject) => {
    const headers = method === 'POST' ? { 'content-type': 'text/xml', 'content-length': Buffer.byteLength(body) } : {}
    const request = httpRequest(url, { method, headers, signal, agent: false })
    request.on('error', error => reject(signal.aborted ? new Error(`no answer within ${timeoutMs} ms`) : error))
    request.on('response', (response) => {
      buffer(response).then(received => resolve({ status: response.statusCode ?? 0, body: received }), () => {
        reject(new Error(signal.aborted ? `no complete answer within ${timeoutMs} ms` : 'the connection broke'))
      })
    })
    request.end(body)
  })
}
