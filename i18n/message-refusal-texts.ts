import type { Language } from '#shared/utils/language.ts'

/** Why the client refuses what is in a message. Apart from the others, because it is rare. */
export interface MessageRefusalTexts {
  foreign_mini_program: string
  bad_link: string
  media_refused: string
}

const zhCN: MessageRefusalTexts = {
  foreign_mini_program: '未发送：该小程序未关联本企业，请联系管理员',
  bad_link: '未发送：企业微信不接受该链接或封面图，请修改回复',
  media_refused: '未发送：文件已失效，正在重新上传，请稍后再发',
}

const en: MessageRefusalTexts = {
  foreign_mini_program: 'Not sent: this mini program isn\'t linked to your company. Contact your admin.',
  bad_link: 'Not sent: WeCom doesn\'t accept the link or its picture. Edit the reply.',
  media_refused: 'Not sent: the file had expired and is being uploaded again. Send it in a moment.',
}

export const MESSAGE_REFUSAL_TEXTS: Record<Language, MessageRefusalTexts> = { 'zh-CN': zhCN, en }
