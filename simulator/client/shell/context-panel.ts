import { computed, defineComponent } from 'vue'
import { contexts } from './contexts.ts'
import { session, visit } from './session.ts'
import { texts } from './texts.ts'

/** Every situation in which the app is opened, one click each. */
export const ContextPanel = defineComponent({
  setup() {
    const isThere = (chatId?: string) => !chatId || session.world.chats.some(chat => chat.id === chatId && chat.memberIds.includes(session.client.userId))
    const shown = computed(() => contexts.filter(({ chatId }) => isThere(chatId)))
    return { shown, session, visit, texts }
  },
  template: `
    <ul class="contexts" :aria-label="texts.contexts">
      <li v-for="context in shown" :key="context.name">
        <button :data-testid="'context-' + context.name" @click="visit(context)">
          <strong>{{ context.title[session.client.language] }}</strong>
          <span class="explanation">{{ context.explanation[session.client.language] }}</span>
        </button>
      </li>
    </ul>`,
})
