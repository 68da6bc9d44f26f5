/// <reference lib="dom" />
import { defineComponent, onMounted, ref, useTemplateRef } from 'vue'
import { texts } from './texts.ts'

/** What an action still needs: a text, or one of several people. */
export interface Question {
  label: string
  value: string
  people?: { id: string, name: string }[]
  answer: (value: string) => void
}

/** Asks for it in a dialog of the shell. */
export const ActionForm = defineComponent({
  props: { question: { type: Object as () => Question, required: true } },
  emits: { close: () => true },
  setup({ question }, { emit }) {
    const dialog = useTemplateRef<HTMLDialogElement>('dialog')
    const value = ref(question.value)
    onMounted(() => dialog.value?.showModal())
    function send(): void {
      question.answer(value.value.trim())
      emit('close')
    }
    return { value, send, texts }
  },
  template: `
    <dialog ref="dialog" class="action-form" :aria-label="question.label" @close="$emit('close')">
      <form @submit.prevent="send">
        <label>{{ question.label }}
          <select v-if="question.people" v-model="value" required data-testid="action-value">
            <option v-for="{ id, name } in question.people" :key="id" :value="id">{{ name }}</option>
          </select>
          <input v-else v-model="value" data-testid="action-value">
        </label>
        <p>
          <button data-testid="action-send">{{ texts.ok }}</button>
          <button type="button" @click="$emit('close')">{{ texts.cancel }}</button>
        </p>
      </form>
    </dialog>`,
})
