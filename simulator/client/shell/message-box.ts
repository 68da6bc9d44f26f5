/// <reference lib="dom" />
import { computed, defineComponent, ref, watch } from 'vue'
import { api } from './api.ts'
import { nameOf, toast } from './live.ts'
import { openChat, session } from './session.ts'
import { texts } from './texts.ts'

/** Writes into the open conversation as the member, or as somebody else in it. */
export const MessageBox = defineComponent({
  setup() {
    const text = ref('')
    const from = ref('')
    const people = computed(() => {
      const { externalUserId, memberIds = [], messages = [] } = openChat.value ?? {}
      const ids = [session.client.userId, externalUserId, ...memberIds, ...messages.map(message => message.from)]
      return [...new Set(ids.filter(id => id !== undefined))].map(id => ({ id, name: nameOf(id) }))
    })
    // Not one array of both, which is another one after each change of the world: the choice would be lost.
    watch([() => openChat.value?.id, () => session.client.userId], () => from.value = session.client.userId, {
      immediate: true,
    })

    async function send(): Promise<void> {
      const { id: chatId = '' } = openChat.value ?? {}
      const words = text.value.trim()
      if (words === '') return
      text.value = ''
      const action = { action: 'say' as const, chatId, from: from.value, text: words }
      await api.act(action).catch(({ message }: Error) => toast(message))
    }
    /** Enter that ends an input method's word does not send. */
    function sendByKey(event: KeyboardEvent): void {
      if (event.isComposing) return
      event.preventDefault()
      void send()
    }
    return { text, from, people, send, sendByKey, texts }
  },
  template: `
    <form class="message-box" @submit.prevent="send">
      <select v-model="from" :aria-label="texts.sayAs" data-testid="say-as">
        <option v-for="{ id, name } in people" :key="id" :value="id">{{ name }}</option>
      </select>
      <textarea v-model="text" rows="1" :placeholder="texts.message" :aria-label="texts.message" data-testid="say"
        @keydown.enter.exact="sendByKey"></textarea>
      <button :disabled="text.trim() === ''">{{ texts.send }}</button>
    </form>`,
})
