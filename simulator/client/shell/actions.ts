/// <reference lib="dom" />
import { computed, defineComponent } from 'vue'
import type { Action } from '../../actions/action.ts'
import { api } from './api.ts'
import { toast } from './live.ts'
import { openChat, reload, session } from './session.ts'
import { texts } from './texts.ts'

type Choice = 'miniProgram' | 'editRemark' | 'deleteContact' | 'deletedByContact' | 'renameGroup'

/** Actions of the member or the customer in the open conversation. The app learns of them only by callback. */
export const Actions = defineComponent({
  setup() {
    const choices = computed<Choice[]>(() => {
      const usesWechat = openChat.value?.customer === 'wechat' && session.world.pages.miniProgram !== undefined
      const signIn: Choice[] = usesWechat ? ['miniProgram'] : []
      if (openChat.value?.kind === 'single') return [...signIn, 'editRemark', 'deleteContact', 'deletedByContact']
      return openChat.value?.kind === 'group' ? ['renameGroup'] : []
    })

    /** The customer opens the company's mini program: the app links the unionid with what it knows. */
    async function signIn(): Promise<void> {
      const { status, answer } = await api.signInToMiniProgram(openChat.value?.externalUserId ?? '')
      toast(answer === '' ? texts.value.signedIn : `HTTP ${status} ${answer}`)
      reload()
    }

    function actionOf(choice: Exclude<Choice, 'miniProgram'>): Action | undefined {
      const { externalUserId = '', groupChatId = '' } = openChat.value ?? {}
      const contact = { userId: session.client.userId, externalUserId }
      if (choice === 'editRemark') {
        const remark = prompt(texts.value.remarkIs)
        return remark === null ? undefined : { action: 'editContact', ...contact, remark }
      }
      if (choice === 'renameGroup') {
        const name = prompt(texts.value.nameIs)
        return name === null ? undefined : { action: 'renameGroup', chatId: groupChatId, name }
      }
      return { action: choice, ...contact }
    }

    async function perform(event: Event): Promise<void> {
      const select = event.target as HTMLSelectElement
      const choice = select.value as Choice
      select.value = ''
      if (choice === 'miniProgram') return signIn().catch(({ message }: Error) => toast(message))
      const action = actionOf(choice)
      if (action) await api.act(action).then(() => toast(texts.value.done), (error: Error) => toast(error.message))
    }
    return { choices, perform, texts }
  },
  template: `
    <select v-if="choices.length" class="actions" :aria-label="texts.actions" data-testid="actions" @change="perform">
      <option value="">{{ texts.actions }}…</option>
      <option v-for="choice in choices" :key="choice" :value="choice">{{ texts[choice] }}</option>
    </select>`,
})
