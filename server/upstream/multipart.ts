import { randomUUID } from 'node:crypto'

/** A file that a call carries instead of JSON. */
export interface UploadedFile {
  /** Name of the form's field. */
  field: string
  name: string
  content: Buffer
}

/**
 * A form with one file. Made here, because WeCom reads a name that is not ASCII only as UTF-8 in `filename`, and wants
 * `filelength` (doc 90253).
 *
 * @returns body and content type
 */
export function multipartOf({ field, name, content }: UploadedFile): { body: Buffer, type: string } {
  const boundary = `----${randomUUID()}`
  const filename = name.replace(/[\r\n]/g, ' ').replaceAll('"', '%22')
  const head = [
    `--${boundary}`,
    `Content-Disposition: form-data; name="${field}"; filename="${filename}"; filelength=${content.length}`,
    'Content-Type: application/octet-stream',
    '', '',
  ].join('\r\n')
  const body = Buffer.concat([Buffer.from(head), content, Buffer.from(`\r\n--${boundary}--\r\n`)])
  return { body, type: `multipart/form-data; boundary=${boundary}` }
}
