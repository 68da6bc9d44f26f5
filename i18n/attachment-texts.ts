import type { ReplyAttachment } from '#shared/types/quick-reply.ts'
import type { Language } from '#shared/utils/language.ts'

/** The kinds of reply. */
export type ReplyKind = 'text' | ReplyAttachment['type']

/** Texts of replies with a file or a card. Apart from the others, because they load with the quick replies. */
export interface AttachmentTexts {
  kind: string
  kinds: Record<ReplyKind, string>
  image: string
  file: string
  choose: string
  replace: string
  limits: string
  uploading: (percent: number) => string
  goOn: string
  problems: { empty: string, too_large: string }
  fields: { title: string, description: string, url: string, image: string, appId: string, page: string }
  /** What WeCom asks of a field. */
  hints: { url: string, image: string, appId: string, page: string }
  send: string
  back: string
  preparing: string
  notReady: string
}

const zhCN: AttachmentTexts = {
  kind: '类型',
  kinds: { text: '文字', file: '图片/文件', link: '链接', miniProgram: '小程序' },
  image: '图片',
  file: '文件',
  choose: '选择文件',
  replace: '重新选择',
  limits: '图片（JPG、PNG）最大 10 MB，其他文件最大 20 MB',
  uploading: percent => `正在上传 ${percent}%`,
  goOn: '继续上传',
  problems: { empty: '文件为空，请重新选择', too_large: '文件超过 20 MB，请重新选择' },
  fields: {
    title: '卡片标题', description: '卡片描述', url: '链接地址', image: '封面图地址', appId: '小程序 AppID', page: '页面路径',
  },
  hints: { url: 'https://', image: 'https://', appId: 'wx…', page: 'pages/index.html' },
  send: '发送给客户',
  back: '返回',
  preparing: '正在准备文件…',
  notReady: '文件未准备好',
}

const en: AttachmentTexts = {
  kind: 'Type',
  kinds: { text: 'Text', file: 'Picture or file', link: 'Link', miniProgram: 'Mini program' },
  image: 'Picture',
  file: 'File',
  choose: 'Choose a file',
  replace: 'Choose another',
  limits: 'Pictures (JPG, PNG) up to 10 MB, other files up to 20 MB',
  uploading: percent => `Uploading ${percent}%`,
  goOn: 'Continue upload',
  problems: { empty: 'The file is empty. Choose another.', too_large: 'The file is over 20 MB. Choose another.' },
  fields: {
    title: 'Card title', description: 'Card description', url: 'Link', image: 'Picture address',
    appId: 'Mini program AppID', page: 'Page path',
  },
  hints: { url: 'https://', image: 'https://', appId: 'wx…', page: 'pages/index.html' },
  send: 'Send to customer',
  back: 'Back',
  preparing: 'Preparing the file…',
  notReady: 'The file isn\'t ready',
}

export const ATTACHMENT_TEXTS: Record<Language, AttachmentTexts> = { 'zh-CN': zhCN, en }
