import { mediaTypes, type MediaType } from '../world/media.ts'
import { FileAnswer, type Endpoint } from './endpoint.ts'
import { textOf } from './parameters.ts'
import { Refusal } from './refusal.ts'

const MEGABYTE = 1_048_576
/** Every file is larger than this (doc 90253). */
const SMALLEST = 5

/** What each type allows (doc 90253): the most bytes, the errcode beyond them, the content type by file name. */
const rules: Record<MediaType, { most: number, tooLarge: number, contentTypes?: Record<string, string> }> = {
  image: {
    most: 10 * MEGABYTE,
    tooLarge: 40009,
    contentTypes: { jpg: 'image/jpeg', jpeg: 'image/jpeg', png: 'image/png' },
  },
  voice: { most: 2 * MEGABYTE, tooLarge: 45001, contentTypes: { amr: 'voice/amr' } },
  video: { most: 10 * MEGABYTE, tooLarge: 40011, contentTypes: { mp4: 'video/mp4' } },
  file: { most: 20 * MEGABYTE, tooLarge: 45001 },
}

/** The first bytes of pictures: WeCom does not believe the name. */
const SIGNATURES: Record<string, string> = { 'image/jpeg': 'ffd8ff', 'image/png': '89504e47' }

/** doc 90253: uploads a file, as `multipart/form-data` with the field `media`. */
export const uploadMedia: Endpoint = {
  path: '/cgi-bin/media/upload',
  doc: 90253,
  access: 'token',
  emptyFields: { type: '', media_id: '', created_at: '0' },
  answer({ world, query, file }) {
    const type = mediaTypes.find(one => one === query.get('type'))
    if (!type) throw new Refusal(40005, `type is none of ${mediaTypes.join(', ')}`)
    if (file?.field !== 'media' || file.content.length === 0) throw new Refusal(44001, 'no file in the field media')
    const { most, tooLarge, contentTypes } = rules[type]
    const size = file.content.length
    if (size <= SMALLEST) throw new Refusal(40006, `the file has not more than ${SMALLEST} bytes`)
    if (size > most) throw new Refusal(tooLarge, `the file has ${size} bytes, at most ${most} are allowed`)
    const extension = file.name.split('.').at(-1)?.toLowerCase() ?? ''
    const contentType = contentTypes ? contentTypes[extension] : 'application/octet-stream'
    if (contentType === undefined) throw new Refusal(40004, `.${extension} is not allowed for the type ${type}`)
    const signature = SIGNATURES[contentType] ?? ''
    if (!file.content.toString('hex', 0, 4).startsWith(signature)) {
      throw new Refusal(40123, `the content is not ${contentType}`)
    }
    const { mediaId, createdAt } = world.media.add({ type, name: file.name, contentType, content: file.content })
    return { type, media_id: mediaId, created_at: String(Math.floor(createdAt / 1000)) }
  },
}

/** doc 90254: the file of any app of the company, for three days. */
export const getMedia: Endpoint = {
  path: '/cgi-bin/media/get',
  doc: 90254,
  access: 'token',
  answer({ world, query }) {
    const media = world.media.find(textOf(query.get('media_id'), 41006, 'media_id'))
    if (!media) throw new Refusal(40007, 'no file of the company has this media_id, or its three days have passed')
    return new FileAnswer(media.name, media.contentType, media.content)
  },
}
