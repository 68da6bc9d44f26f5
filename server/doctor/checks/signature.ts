import { signPage } from '../../wecom/jssdk/signature.ts'
import { defineCheck, fail, ok } from '../check.ts'

/** The example of WeCom's document (doc 90506). */
const EXAMPLE = {
  noncestr: 'Wm3WZYTPz0wzccnW',
  ticket: 'sM4AOVdWfPE4DxkXGEs8VMCPGGVi4C3VM0P37wVUCFvkVAy_90u5h9nbSlYy3-Sl-HhTdfl2fzFy1AOcHKP7qg',
  timestamp: 1_414_587_457,
  url: 'http://mp.weixin.qq.com?params=value',
  signature: '0f9de62fce790f9a083d5c99e95740ceb90c27ed',
}

export const signature = defineCheck({
  id: 'signature',
  title: { 'en': 'JS-SDK signature', 'zh-CN': 'JS-SDK 签名' },
  needs: () => ['config'],
  causes: {
    wrong: {
      cause: { 'en': 'This build signs in another way than WeCom\'s example.', 'zh-CN': '此构建的签名与企业微信的示例不符。' },
      fix: { 'en': 'Build and install this release again.', 'zh-CN': '重新构建并安装此版本。' },
      where: { 'en': 'this server', 'zh-CN': '本服务器' },
      link: 'https://developer.work.weixin.qq.com/document/path/90506',
    },
  },
  run() {
    const { noncestr: nonceStr, ticket, timestamp, url } = EXAMPLE
    const isRight = signPage({ nonceStr, ticket, timestamp, url }) === EXAMPLE.signature
    return isRight ? ok({ 'en': 'the example of doc 90506', 'zh-CN': '文档 90506 的示例' }) : fail('wrong')
  },
})
