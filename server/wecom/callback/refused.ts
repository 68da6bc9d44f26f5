import { AppError } from '../../errors/app-error.ts'
import type { Advice } from '../../errors/app-error.ts'

/** What is checked, in this order, and what is wrong when a genuine callback does not pass. */
export const CALLBACK_CHECKS = {
  query: {
    'en': 'msg_signature, timestamp or nonce is missing or changed: the proxy in front must pass the query unchanged.',
    'zh-CN': '缺少 msg_signature、timestamp 或 nonce，或其值被改动：前面的代理必须原样转发查询参数。',
  },
  body: {
    'en': 'The body is no message of WeCom with <Encrypt>: the proxy in front must pass the body unchanged.',
    'zh-CN': '请求体不是带 <Encrypt> 的企业微信消息：前面的代理必须原样转发请求体。',
  },
  timestamp: {
    'en': 'The time of the request differs by more than five minutes: the clock of this server is wrong, or somebody '
      + 'repeats a request.',
    'zh-CN': '请求的时间与本服务器相差超过五分钟：本服务器的时钟不对，或有人重放请求。',
  },
  signature: {
    'en': 'NUXT_WECOM_CALLBACK_TOKEN is not the Token of Receive Messages → Set API Reception (接收消息 → 设置API接收), '
      + 'or the request is not from WeCom.',
    'zh-CN': 'NUXT_WECOM_CALLBACK_TOKEN 与「接收消息 → 设置API接收」的 Token 不一致，或请求不是企业微信发来的。',
  },
  decryption: {
    'en': 'NUXT_WECOM_CALLBACK_AES_KEY is not the EncodingAESKey of Receive Messages → Set API Reception '
      + '(接收消息 → 设置API接收).',
    'zh-CN': 'NUXT_WECOM_CALLBACK_AES_KEY 与「接收消息 → 设置API接收」的 EncodingAESKey 不一致。',
  },
  receiver: {
    'en': 'The message is for another corp: NUXT_WECOM_CORP_ID is not My Company → Company Information → Company ID '
      + '(我的企业 → 企业信息 → 企业ID).',
    'zh-CN': '消息属于其他企业：NUXT_WECOM_CORP_ID 与「我的企业 → 企业信息 → 企业ID」不一致。',
  },
  message: {
    'en': 'The decrypted message does not have the form that WeCom sends.',
    'zh-CN': '解密后的内容不是企业微信的格式。',
  },
} as const satisfies Record<string, Advice>

/**
 * Tells the log which check a callback has not passed. WeCom's console only says that the address does not answer
 * correctly. The answer says nothing about it: a forger learns nothing.
 */
export function callbackRefused(check: keyof typeof CALLBACK_CHECKS): AppError {
  return new AppError('invalid_request', { causeCode: check, advice: CALLBACK_CHECKS[check] })
}

/** @returns whether a name is that of a check */
export function isCallbackCheck(name: string): name is keyof typeof CALLBACK_CHECKS {
  return Object.hasOwn(CALLBACK_CHECKS, name)
}
