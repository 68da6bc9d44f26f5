import type { Language } from '#shared/utils/language.ts'

/** Texts about the colleagues of a person who is not the member's customer. They load with the question. */
export interface FollowerTexts {
  /** The button. */
  ask: string
  none: string
  followedBy: (names: string) => string
}

export const FOLLOWER_TEXTS: Readonly<Record<Language, FollowerTexts>> = {
  'zh-CN': { ask: '查看跟进人（查看将被记录）', none: '暂无同事跟进', followedBy: names => `${names}的客户` },
  'en': {
    ask: 'Show who knows them (views are logged)',
    none: 'No colleague has added them',
    followedBy: names => `Customer of ${names}`,
  },
}
