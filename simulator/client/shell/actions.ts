/// <reference lib="dom" />
import { computed, defineComponent, shallowRef } from 'vue'
import type { Action } from '../../actions/action.ts'
import { ActionForm, type Question } from './action-form.ts'
import { api } from './api.ts'
import { toast } from './live.ts'
import { openChat, persons, reload, session } from './session.ts'
import { texts } from './texts.ts'

type Choice = 'miniProgram' | 'addContact' | 'editRemark' | 'deleteContact' | 'deletedByContact' | 'renameGroup'
  | 'joinGroup' | 'leaveGroup'

/** Actions of the member or the customer in the open conversation. The app learns of them only by callback. */
export const Actions = defineComponent({
  components: { ActionForm },
  setup() {
    const question = shallowRef<Question>()
    const people = computed(() => openChat.value?.people ?? [])
    const strangers = computed(() => persons.value.filter(({ id }) => !people.value.some(person => person.id === id)))
    const guests = computed(() => people.value
      .filter(({ id }) => !session.world.members.some(({ userId }) => userId === id)))
    const choices = computed<Choice[]>(() => {
      const usesWechat = openChat.value?.customer === 'wechat' && session.world.pages.miniProgram !== undefined
      const signIn: Choice[] = usesWechat ? ['miniProgram'] : []
      if (openChat.value?.kind === 'single') {
        return [...signIn, 'editRemark', 'deleteContact', 'deletedByContact', 'addContact']
      }
      if (openChat.value?.kind !== 'group') return []
      return [
        'renameGroup', ...strangers.value.length ? ['joinGroup' as const] : [],
        ...guests.value.length ? ['leaveGroup' as const] : [],
      ]
    })

    /** The customer opens the company's mini program: the app links the unionid with what it knows. */
    async function signIn(): Promise<void> {
      const { status, answer } = await api.signInToMiniProgram(openChat.value?.externalUserId ?? '')
      toast(answer === '' ? texts.value.signedIn : `HTTP ${status} ${answer}`)
      reload()
    }

    const act = (action: Action) => void api.act(action)
      .then(() => toast(texts.value.done), (error: Error) => toast(error.message))

    function perform(choice: Choice): void {
      const { externalUserId = '', groupChatId: chatId = '', title = '' } = openChat.value ?? {}
      const { userId } = session.client
      const contact = { userId, externalUserId }
      const remark = openChat.value?.remarks?.[userId] ?? ''
      const ask = (label: string, value: string, answer: Question['answer'], options?: Question['people']) =>
        void (question.value = { label, value, answer, ...options && { people: options } })
      switch (choice) {
        case 'miniProgram': return void signIn().catch(({ message }: Error) => toast(message))
        case 'editRemark':
          return ask(texts.value.remarkIs, remark, value => act({ action: 'editContact', ...contact, remark: value }))
        case 'addContact':
          return ask(texts.value.newCustomerIs, '', name =>
            act({ action: 'addContact', userId, ...name !== '' && { name } }))
        case 'renameGroup':
          return ask(texts.value.nameIs, title, name => act({ action: 'renameGroup', chatId, name }))
        case 'joinGroup':
          return ask(texts.value.joinGroup, strangers.value[0]?.id ?? '', id =>
            act({ action: 'joinGroup', chatId, id }), strangers.value)
        case 'leaveGroup':
          return ask(texts.value.leaveGroup, guests.value[0]?.id ?? '', id =>
            act({ action: 'leaveGroup', chatId, id }), guests.value)
        default: return act({ action: choice, ...contact })
      }
    }

    function choose(event: Event): void {
      const select = event.target as HTMLSelectElement
      const choice = select.value as Choice
      select.value = ''
      perform(choice)
    }
    return { choices, choose, question, texts }
  },
  template: `
    <select v-if="choices.length" class="actions" :aria-label="texts.actions" data-testid="actions" @change="choose">
      <option value="">{{ texts.actions }}…</option>
      <option v-for="choice in choices" :key="choice" :value="choice">{{ texts[choice] }}</option>
    </select>
    <ActionForm v-if="question" :question="question" @close="question = undefined" />`,
})
