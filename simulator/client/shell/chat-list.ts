/// <reference lib="dom" />
import { computed, defineComponent, ref } from 'vue'
import type { DescribedChat } from '../../control/describe.ts'
import { Avatar } from './avatar.ts'
import { shortTime } from './dates.ts'
import { choose, myChats, openChat, titleOf } from './session.ts'
import { texts } from './texts.ts'
import { unreadIn } from './unread.ts'

/** The member's conversations. Arrow keys move the focus, Enter opens. */
export const ChatList = defineComponent({
  components: { Avatar },
  setup() {
    const wanted = ref('')
    const shown = computed(() => myChats.value.filter(chat => found(chat, wanted.value.trim().toLowerCase())))

    function walk(event: KeyboardEvent, step: 1 | -1): void {
      const buttons = [...document.querySelectorAll<HTMLElement>('.chat-list button')]
      buttons[buttons.indexOf(event.target as HTMLElement) + step]?.focus()
    }
    const timeOf = ({ messages }: DescribedChat) =>
      messages.length > 0 ? shortTime(messages.at(-1)?.at ?? 0, Date.now(), texts.value) : ''
    const show = { timeOf, titleOf, unreadIn }
    return { ...show, wanted, shown, choose, openChat, walk, texts }
  },
  template: `
    <section class="chat-list" :aria-label="texts.chats">
      <input v-model="wanted" type="search" data-testid="search" :placeholder="texts.search" :aria-label="texts.search">
      <ul @keydown.down.prevent="walk($event, 1)" @keydown.up.prevent="walk($event, -1)">
        <li v-for="chat in shown" :key="chat.id">
          <button :aria-current="openChat?.id === chat.id || undefined" :aria-label="titleOf(chat)"
            :data-testid="'chat-' + chat.id" @click="choose(chat.id)">
            <Avatar :name="titleOf(chat)" :url="chat.avatar"
              :group="chat.kind === 'group' || chat.kind === 'internal'" />
            <span class="names">
              <span class="title">
                <span>{{ titleOf(chat) }}</span><em :class="['company', chat.customer]">{{ chat.subtitle }}</em>
              </span>
              <span class="last">{{ chat.messages.at(-1)?.text }}</span>
            </span>
            <span class="side">
              <small>{{ timeOf(chat) }}</small>
              <b v-if="unreadIn(chat)" class="unread" :aria-label="texts.unread">{{ unreadIn(chat) }}</b>
            </span>
          </button>
        </li>
      </ul>
      <p v-if="shown.length === 0" class="nothing">{{ texts.noChats }}</p>
    </section>`,
})

/** Whether the name, the company or a message has the text. */
function found(chat: DescribedChat, wanted: string): boolean {
  const { title, subtitle, messages } = chat
  return [title, titleOf(chat), subtitle, ...messages.map(({ text }) => text)]
    .some(text => text.toLowerCase().includes(wanted))
}
