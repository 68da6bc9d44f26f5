/// <reference lib="dom" />
import { computed, defineComponent, ref } from 'vue'
import type { DescribedChat } from '../../control/describe.ts'
import { Avatar } from './avatar.ts'
import { choose, myChats, openChat } from './session.ts'
import { texts } from './texts.ts'

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
    return { wanted, shown, choose, openChat, walk, texts }
  },
  template: `
    <section class="chat-list" :aria-label="texts.chats">
      <input v-model="wanted" type="search" data-testid="search" :placeholder="texts.search" :aria-label="texts.search">
      <ul @keydown.down.prevent="walk($event, 1)" @keydown.up.prevent="walk($event, -1)">
        <li v-for="chat in shown" :key="chat.id">
          <button :aria-current="openChat?.id === chat.id || undefined" :aria-label="chat.title"
            :data-testid="'chat-' + chat.id" @click="choose(chat.id)">
            <Avatar :name="chat.title" :url="chat.avatar" :group="chat.kind === 'group' || chat.kind === 'internal'" />
            <span class="names">
              <span class="title">
                {{ chat.title }}<em :class="['company', chat.customer]">{{ chat.subtitle }}</em>
              </span>
              <span class="last">{{ chat.messages.at(-1)?.text }}</span>
            </span>
          </button>
        </li>
      </ul>
      <p v-if="shown.length === 0" class="nothing">{{ texts.noChats }}</p>
    </section>`,
})

/** Whether the name, the company or a message has the text. */
function found({ title, subtitle, messages }: DescribedChat, wanted: string): boolean {
  return [title, subtitle, ...messages.map(({ text }) => text)].some(text => text.toLowerCase().includes(wanted))
}
