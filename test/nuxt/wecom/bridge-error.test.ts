import { describe, expect, it } from 'vitest'
import {
  accepted, classifyErrMsg, errMsgOf, isAborted, isCancelled, isLeakedBySdk,
} from '~/browser/bridge/bridge-error'

const devtool = (code: number) => `more info at https://open.work.weixin.qq.com/devtool/query?e=${code}`

describe('C2: classifyErrMsg', () => {
  it.each([
    [`wx.config:invalid signature ${devtool(40093)}`, 'signature_refused'],
    [
      `getCurExternalContact:fail_invalid signature ${devtool(40093)} maybe not added to jsApiList in wx.config`,
      'signature_refused',
    ],
    ['agentConfig:invalidsignature', 'signature_refused'],
    [`agentConfig:invalid corpId ${devtool(40013)}`, 'corp_mismatch'],
    ['agentConfig:invalid corpid', 'corp_mismatch'],
    [`agentConfig:fail ${devtool(92002)}`, 'corp_mismatch'],
    [`agentConfig:fail ${devtool(40056)}`, 'agent_unknown'],
    ['agentConfig:invalid agentid', 'agent_unknown'],
    ['agentConfig://open.work.weixin.qq.com/devtool/query?e=80001', 'domain_not_trusted'],
    ['config:invalid url domain', 'domain_not_trusted'],
    ['getCurExternalContact:no permission', 'no_permission'],
    ['getCurExternalContact:fail no permission', 'no_permission'],
    ['getCurExternalContact:nopermission', 'no_permission'],
    ['getCurExternalChat:permission denied', 'no_permission'],
    ['getContext:accessdenied', 'no_permission'],
    ['getContext:the permission value is offline verifying', 'no_permission'],
    ['agentConfig:function not exist', 'not_supported'],
    ['preVerifyJSAPI:functionnotexist', 'not_supported'],
    ['getCurExternalContact:without context of external contact', 'no_context'],
    ['getCurExternalContact:failwithout context of external contact', 'no_context'],
    [`agentConfig:ticket not available ${devtool(42012)}`, 'ticket_unavailable'],
    ['agentConfig:fail_ticket not available', 'ticket_unavailable'],
    ['getContext:user not in allow list', 'member_out_of_scope'],
    [`agentConfig:fail ${devtool(60021)}`, 'member_out_of_scope'],
    ['getCurExternalContact:fail_out_of_limit', 'client_busy'],
    [`getContext:fail ${devtool(45009)}`, 'client_busy'],
    ['agentConfig:fail e=48002', 'no_permission'],
    ['getContext:ok | errcode=60021', 'member_out_of_scope'],
    ['getContext:fail', 'bridge_refused'],
    [`agentConfig:fail ${devtool(12345)}`, 'bridge_refused'],
    ['', 'bridge_refused'],
  ])('%s → %s', (errMsg, code) => expect(classifyErrMsg(errMsg)).toBe(code))
})

describe('errMsgOf', () => {
  it.each([
    [{ errMsg: 'getContext:fail', errCode: -1 }, 'getContext:fail'],
    [{ errMsg: 'a:nopermission', err_msg: 'a:fail_nopermission' }, 'a:nopermission | a:fail_nopermission'],
    [{ errMsg: 'same', err_msg: 'same' }, 'same'],
    [new Error('SDK Error: Missing getConfigSignature'), 'SDK Error: Missing getConfigSignature'],
    [undefined, ''],
    [null, ''],
    [{ errMsg: 5 }, ''],
  ])('%o', (error, text) => expect(errMsgOf(error)).toBe(text))
})

it('knows an abort from other errors of the SDK', () => {
  expect(isAborted(new Error('SDK Error: Aborted'))).toBe(true)
  expect(isAborted(new Error('SDK Error: Missing getConfigSignature'))).toBe(false)
  expect(isAborted({ errMsg: 'SDK Error: Aborted' })).toBe(false)
})

describe('isLeakedBySdk', () => {
  it.each([
    [{ errMsg: 'agentConfig:invalid signature' }, true],
    [{ errMsg: 'preVerifyJSAPI:functionnotexist' }, true],
    [{ errMsg: 'config:fail' }, true],
    [new Error('SDK Error: Aborted'), true],
    [new Error('agentConfig is undefined'), false],
    [new TypeError('x is not a function'), false],
    [{ errMsg: 'getContext:fail' }, false],
    [{ message: 'agentConfig:fail' }, false],
    [undefined, false],
  ])('%o: %s', (reason, leaked) => expect(isLeakedBySdk(reason)).toBe(leaked))
})

describe('C8: an inner refusal', () => {
  it.each([
    [{ errMsg: 'getContext:ok', errmsg: 'fail_permission denied' }, 'no_permission'],
    [{ errMsg: 'getContext:ok', err_msg: 'getContext:fail_out_of_limit' }, 'client_busy'],
    [{ errMsg: 'getContext:ok', errcode: 60021 }, 'member_out_of_scope'],
    [{ errMsg: 'sendChatMessage:ok', errmsg: 'user denied', errcode: '1' }, 'bridge_refused'],
  ])('%o is one', (answer, code) => {
    expect(() => accepted(answer)).toThrow(expect.objectContaining(answer))
    expect(classifyErrMsg(errMsgOf(answer))).toBe(code)
  })

  it.each([
    {}, { errMsg: 'a:ok' }, { errMsg: 'a:ok', err_msg: 'a:ok', errmsg: 'ok', errcode: 0, errCode: 0 },
    { errMsg: 'preVerifyJSAPI:yes' }, { err_msg: 'pre_verify_jsapi:ok' }, { errmsg: '' }, { errcode: '0' }, undefined,
  ])('%o is none', answer => expect(accepted(answer)).toBe(answer))

  it('can be the member\'s own choice', () => {
    expect(isCancelled({ errMsg: 'sendChatMessage:ok', errmsg: 'cancel' })).toBe(true)
  })
})
