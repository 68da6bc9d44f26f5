/// <reference lib="dom" />
import { computed, defineComponent, ref } from 'vue'
import { Avatar } from './avatar.ts'
import { choose, myChats, openChat } from './session.ts'

/** The member's conversations; arrow keys walk, Enter opens. */
export const ChatList = defineComponent({
  components: { Avatar },
  setup() {
    const wanted = ref('')
    const shown = computed(() => myChats.value.filter(({ title }) => title.includes(wanted.value.trim())))

    function walk(event: KeyboardEvent, step: 1 | -1): void {
      const buttons = [...document.querySelectorAll<HTMLElement>('.chat-list button')]
      buttons[buttons.indexOf(event.target as HTMLElement) + step]?.focus()
    }
    return { wanted, shown, choose, openChat, walk }
  },
  template: `
    <section class="chat-list" aria-label="会话">
      <input v-model="wanted" type="search" placeholder="搜索会话" aria-label="搜索会话">
      <ul @keydown.down.prevent="walk($event, 1)" @keydown.up.prevent="walk($event, -1)">
        <li v-for="chat in shown" :key="chat.id">
          <button :aria-current="openChat?.id === chat.id || undefined" :aria-label="chat.title"
            :data-testid="'chat-' + chat.id" @click="choose(chat.id)">
            <Avatar :name="chat.title" :url="chat.avatar" :group="chat.kind !== 'single'" />
            <span class="names">
              <span class="title">{{ chat.title }}<em :class="['company', chat.customer]">{{ chat.subtitle }}</em></span>
              <span class="last">{{ chat.messages.at(-1)?.text }}</span>
            </span>
          </button>
        </li>
      </ul>
      <p v-if="shown.length === 0" class="nothing">没有会话</p>
    </section>`,
})
