/// <reference lib="dom" />
import { computed, defineComponent, nextTick, ref, watch } from 'vue'
import { Actions } from './actions.ts'
import { Avatar } from './avatar.ts'
import { nameOf } from './live.ts'
import { MessageBubble } from './message-bubble.ts'
import { openChat, session } from './session.ts'

const clock = new Intl.DateTimeFormat('zh-CN', { hour: '2-digit', minute: '2-digit', timeZone: 'Asia/Shanghai' })

/** The open conversation. Messages that the sidebar sends appear here. */
export const ChatPane = defineComponent({
  components: { Actions, Avatar, MessageBubble },
  setup() {
    const end = ref<HTMLElement>()
    const messages = computed(() => (openChat.value?.messages ?? []).map(message => ({
      ...message,
      mine: message.from === session.client.userId,
      name: nameOf(message.from),
      time: clock.format(message.at),
      avatar: avatarOf(message.from),
    })))
    watch(() => messages.value.length, () => nextTick(() => end.value?.scrollIntoView({ block: 'nearest' })))
    return { openChat, messages, end }
  },
  template: `
    <section v-if="openChat" class="chat-pane" :aria-label="openChat.title">
      <header>
        <h1>{{ openChat.title }}</h1>
        <em :class="['company', openChat.customer]">{{ openChat.subtitle }}</em>
        <Actions />
      </header>
      <ol data-testid="messages">
        <li v-for="message in messages" :key="message.id ?? message.at + message.text" :class="{ mine: message.mine }">
          <Avatar :name="message.name" :url="message.avatar" />
          <div>
            <small>{{ message.name }} · {{ message.time }}</small>
            <MessageBubble :message="message" />
          </div>
        </li>
        <li ref="end" class="end" aria-hidden="true"></li>
      </ol>
    </section>`,
})

function avatarOf(id: string): string {
  const { members, chats } = session.world
  return members.find(({ userId }) => userId === id)?.avatar
    ?? chats.find(({ externalUserId }) => externalUserId === id)?.avatar
    ?? ''
}
