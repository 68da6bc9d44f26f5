/// <reference lib="dom" />
import { computed, defineComponent, nextTick, ref, watch } from 'vue'
import { Actions } from './actions.ts'
import { Avatar } from './avatar.ts'
import { nameOf } from './live.ts'
import { clockTime, dayOf, isSameDay } from './dates.ts'
import { MessageBox } from './message-box.ts'
import { MessageBubble } from './message-bubble.ts'
import { openChat, session, titleOf } from './session.ts'
import { texts } from './texts.ts'

/** The open conversation. Messages that the sidebar sends appear here. */
export const ChatPane = defineComponent({
  components: { Actions, Avatar, MessageBox, MessageBubble },
  setup() {
    const end = ref<HTMLElement>()
    const messages = computed(() => (openChat.value?.messages ?? []).map((message, index, all) => ({
      ...message,
      mine: message.from === session.client.userId,
      name: nameOf(message.from),
      time: clockTime(message.at),
      // The day stands above its first message.
      day: isSameDay(message.at, all[index - 1]?.at ?? 0) ? '' : dayOf(message.at, Date.now(), texts.value),
      avatar: avatarOf(message.from),
    })))
    watch(() => messages.value.length, () => nextTick(() => end.value?.scrollIntoView({ block: 'nearest' })))
    return { openChat, titleOf, messages, end }
  },
  template: `
    <section v-if="openChat" class="chat-pane" :aria-label="titleOf(openChat)">
      <header>
        <h1>{{ titleOf(openChat) }}</h1>
        <em :class="['company', openChat.customer]">{{ openChat.subtitle }}</em>
        <Actions />
      </header>
      <ol data-testid="messages">
        <template v-for="message in messages" :key="message.id ?? message.at + message.text">
        <li v-if="message.day" class="day">{{ message.day }}</li>
        <li :class="{ mine: message.mine }">
          <Avatar :name="message.name" :url="message.avatar" />
          <div>
            <small>{{ message.name }} · {{ message.time }}</small>
            <MessageBubble :message="message" />
          </div>
        </li>
        </template>
        <li ref="end" class="end" aria-hidden="true"></li>
      </ol>
      <MessageBox v-if="openChat.kind !== 'app'" />
    </section>`,
})

function avatarOf(id: string): string {
  const { members, chats } = session.world
  return members.find(({ userId }) => userId === id)?.avatar
    ?? chats.find(({ externalUserId }) => externalUserId === id)?.avatar
    ?? ''
}
