import type { Language } from '#shared/utils/language.ts'

/** Texts about the colleagues of a person who is not the member's customer. They load with the question. */
export interface FollowerTexts {
  /** The button. */
  ask: string
  none: string
  followedBy: (names: string) => string
}

export const FOLLOWER_TEXTS: Readonly<Record<Language, FollowerTexts>> = {
  'zh-CN': { ask: '查看跟进人（查看将被记录）', none: '暂无同事跟进', followedBy: names => `跟进人：${names}` },
  'en': {
    ask: 'Show followers (views are logged)',
    none: 'Not followed by a colleague',
    followedBy: names => `Followed by ${names}`,
  },
}
