import { randomBytes } from 'node:crypto'

/** Short texts in the words of the real server. Callers must not depend on them (doc 90664). */
const texts: Record<number, string> = {
  [-1]: 'system busy',
  40001: 'invalid credential',
  40003: 'invalid userid',
  40004: 'invalid media type',
  40005: 'invalid type param',
  40006: 'invalid file size',
  40007: 'invalid media_id',
  40008: 'invalid message type',
  40009: 'invalid image size',
  40011: 'invalid video size',
  40013: 'invalid corpid',
  40014: 'invalid access_token',
  40029: 'invalid code',
  40032: 'invalid userid list size',
  40056: 'invalid agentid',
  40058: 'invalid Request Parameter',
  40063: 'some parameters are empty',
  40068: 'invalid tagid',
  40071: 'invalid tag name',
  40072: 'invalid tag name size',
  40082: 'invalid suite_token',
  40096: 'invalid external userid',
  41001: 'access_token missing',
  41002: 'corpid missing',
  41004: 'corpsecret missing',
  41006: 'missing media_id',
  41008: 'missing code',
  41009: 'missing userid',
  41010: 'missing url',
  41011: 'missing agentid',
  41016: 'missing title',
  41022: 'suite_token missing',
  41033: 'missing description',
  41035: 'missing external userid',
  42001: 'access_token expired',
  42003: 'code expired',
  42014: 'invalid task_id',
  42015: 'agent not match',
  42022: 'code already used',
  42052: 'msgid expired',
  43012: 'need callback url',
  44001: 'empty media data',
  44004: 'empty content',
  45001: 'media size out of limit',
  45009: 'api freq out of limit',
  45034: 'url must have scheme',
  45035: 'api concurrent conflict',
  48002: 'api forbidden',
  50001: 'redirect_url domain not authorized',
  50100: 'invalid cursor',
  60011: 'no privilege to access/modify contact/party/agent',
  60020: 'not allow to access from your ip',
  60111: 'userid not found',
  81011: 'no privilege to access/modify tag',
  81013: 'user & party & tag all invalid',
  81017: 'too many users in the visible range',
  84014: 'user ticket expired',
  84015: 'invalid user ticket',
  84061: 'not external contact',
  84074: 'no external contact permission',
  86001: 'invalid chat id',
  86003: 'missing chat id',
  91040: 'invalid ticket type',
  301002: 'not allow operate another agent with this accesstoken',
}

export interface RefusalForm {
  /** Only the text, without hint, address and link: the answer for a token that never existed. */
  short?: boolean
  /** The body is not the JSON that the API wants: the text begins with a warning (doc 90313). */
  isWrongJson?: boolean
}

/** In errmsg, also of a success: a number in quotes is taken. */
export const JSON_WARNING = 'Warning: wrong json format. '

/** Thrown by an endpoint. It becomes an answer with status 200 and this errcode. */
export class Refusal extends Error {
  readonly errcode: number
  readonly form: RefusalForm

  /**
   * @param errcode WeCom's number (doc 90313)
   * @param why for the request log: what the caller did wrong
   */
  constructor(errcode: number, why: string, form: RefusalForm = {}) {
    super(why)
    this.name = 'Refusal'
    this.errcode = errcode
    this.form = form
  }
}

/** `errmsg` in the real form: text, hint, caller's address, link (doc 90930). */
export function errmsg({ errcode, form }: Pick<Refusal, 'errcode' | 'form'>, callerIp: string, nowMs: number): string {
  const text = (form.isWrongJson ? JSON_WARNING : '') + (texts[errcode] ?? 'request refused')
  if (form.short) return text
  const hint = `${Math.floor(nowMs / 1000)}_${errcode === -1 ? 1 : 28}_${randomBytes(16).toString('hex')}`
  return `${text}, hint: [${hint}], from ip: ${callerIp}, `
    + `more info at https://open.work.weixin.qq.com/devtool/query?e=${errcode}`
}
