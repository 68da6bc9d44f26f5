import type { ChatMessage } from '../scenarios/scenario.ts'
import type { MediaType } from '../world/media.ts'
import { findWechatApp } from '../world/people.ts'
import { NativeRefusal, type NativeRefusalKind } from './refusal.ts'
import type { Situation } from './situation.ts'
import { isAtLeast } from './version.ts'

type Content = Pick<ChatMessage, 'msgtype' | 'text' | 'link' | 'mediaId'>
type Body = Record<string, unknown>

/** Message types (doc 100749). */
const ONLY_CUSTOMER_SERVICE = ['msgmenu', 'channels_shop_product']
/** The only type whose body has another name. */
const BODY_NAMES: Record<string, string> = { channels_shop_product: 'channelsShopProduct' }

/**
 * Reads the parameters of sendChatMessage (doc 100749).
 *
 * @throws NativeRefusal
 */
export function readMessage(situation: Situation, parameters: Body): Content {
  const { client, entry } = situation
  if (entry === 'chat_attachment' && client.platform === 'mac') {
    throw new NativeRefusal('without_context', 'chat_attachment is not on Mac')
  }
  const { msgtype, enterChat } = parameters
  if (typeof msgtype !== 'string') throw new NativeRefusal('invalid_parameter', 'wants msgtype')
  if (enterChat !== undefined && typeof enterChat !== 'boolean') {
    throw new NativeRefusal('invalid_parameter', 'enterChat is true or false')
  }
  if (ONLY_CUSTOMER_SERVICE.includes(msgtype) && entry !== 'single_kf_tools') {
    throw new NativeRefusal('without_context', `${msgtype} only in 微信客服`)
  }
  const body = parameters[BODY_NAMES[msgtype] ?? msgtype]
  const reader = readers[msgtype]
  if (!reader || typeof body !== 'object' || body === null) {
    throw new NativeRefusal('invalid_parameter', `no readable body for msgtype ${msgtype}`)
  }
  return { msgtype, ...reader(body as Body, situation) }
}

const readers: Record<string, (body: Body, situation: Situation) => Omit<Content, 'msgtype'>> = {
  text: body => ({ text: required(body, 'content') }),
  image: (body, situation) => upload(body, situation, 'image', '图片'),
  video: (body, situation) => upload(body, situation, 'video', '视频'),
  file: (body, situation) => upload(body, situation, 'file', '文件'),
  news(body) {
    const link = required(body, 'link')
    if (!isWebAddress(link)) throw new NativeRefusal('invalid_link', 'link must be http or https')
    checkImage(body, 'invalid_link')
    return { text: typeof body.title === 'string' ? body.title : link, link }
  },
  miniprogram(body, { client, world }) {
    const since = client.platform === 'mac' ? '4.1.26' : '3.1.0'
    if (!isAtLeast(client.version, since)) throw new NativeRefusal('function_not_exist', `mini programs since ${since}`)
    const appId = required(body, 'appid')
    if (!required(body, 'page').split('?')[0]?.endsWith('.html')) {
      throw new NativeRefusal('invalid_parameter', 'page must end in .html')
    }
    checkImage(body)
    if (findWechatApp(world, appId)?.linkedAgentId === undefined) {
      throw new NativeRefusal('foreign_mini_program', 'the mini program is not bound to the company')
    }
    return { text: `[小程序 ${required(body, 'title')}]` }
  },
  msgmenu(body) {
    if (!Array.isArray(body.list) || body.list.length === 0) {
      throw new NativeRefusal('invalid_parameter', 'wants a list')
    }
    return { text: `[菜单 ${required(body, 'head_content')}]` }
  },
  channels_shop_product(body, { client }) {
    if (!isAtLeast(client.version, '4.1.6')) throw new NativeRefusal('function_not_exist', 'products since 4.1.6')
    required(body, 'productId')
    required(body, 'shopAppId')
    checkImage(body)
    return { text: `[商品 ${required(body, 'title')}]` }
  },
}

/** A file that the company has uploaded with media/upload, of the same type, within its three days. */
function upload(body: Body, { world }: Situation, type: MediaType, name: string): Omit<Content, 'msgtype'> {
  const media = world.media.find(required(body, 'mediaid'))
  if (!media) throw new NativeRefusal('invalid_media', 'the company has no file with this mediaid')
  if (media.type !== type) throw new NativeRefusal('invalid_media', `the file was uploaded as ${media.type}`)
  return { text: `[${name} ${media.name}]`, mediaId: media.mediaId }
}

function required(body: Body, name: string): string {
  const value = body[name]
  if (typeof value !== 'string' || value === '') throw new NativeRefusal('invalid_parameter', `wants ${name}`)
  return value
}

function checkImage({ imgUrl }: Body, kind: NativeRefusalKind = 'invalid_image_url'): void {
  if (imgUrl !== undefined && (typeof imgUrl !== 'string' || !isWebAddress(imgUrl))) {
    throw new NativeRefusal(kind, 'imgUrl must be http or https')
  }
}

function isWebAddress(text: string): boolean {
  return /^https?:\/\//.test(text) && URL.canParse(text)
}
