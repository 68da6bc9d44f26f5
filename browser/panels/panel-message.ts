import type { CardMessage } from '#shared/types/card.ts'
import type { ChatMessage } from '../bridge/chat-message'

/** A message of a panel, as the page offers it to the chat. */
export interface PanelMessage {
  /** What the member can copy, when it was not sent. */
  text: string
  /** Absent: the text is the message. */
  message?: ChatMessage
}

/** @returns the message as the client takes it (doc 100749) */
export function messageOf(card: CardMessage): PanelMessage {
  switch (card.type) {
    case 'text': return { text: card.text }
    case 'link': {
      const { url: link, title, description, image } = card
      const news = { link, title, ...description && { desc: description }, ...image && { imgUrl: image } }
      return { text: link, message: { msgtype: 'news', news } }
    }
    case 'miniProgram': {
      const { appId: appid, page, title, image } = card
      const miniprogram = { appid, page, title, ...image && { imgUrl: image } }
      return { text: title, message: { msgtype: 'miniprogram', miniprogram } }
    }
  }
}
