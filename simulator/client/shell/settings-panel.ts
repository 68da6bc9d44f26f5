/// <reference lib="dom" />
import { computed, defineComponent, onMounted, ref } from 'vue'
import type { Settings } from '../../scenarios/settings.ts'
import { api } from './api.ts'
import { toast } from './live.ts'
import { reload } from './session.ts'
import { texts } from './texts.ts'

type Kind = 'choice' | 'flag' | 'number' | 'text'

const choices: Record<string, string[] | undefined> = {
  developerAccount: ['bound', 'unbound', 'otherSubject'],
  appKind: ['selfBuilt', 'thirdParty'],
  clientNetwork: ['full', '4g', '3g', 'offline'],
}

/** The settings of the company; the whole state is saved to and loaded from a file. */
export const SettingsPanel = defineComponent({
  setup() {
    const settings = ref<Partial<Settings>>({})
    const load = async () => settings.value = await api.settings()
    onMounted(load)

    const fields = computed(() => Object.entries(settings.value).map(([name, value]) => ({
      name,
      kind: kindOf(name, value),
      options: choices[name] ?? [],
      value: typeof value === 'object' ? JSON.stringify(value) : value,
    })))

    async function set({ name, kind }: { name: string, kind: Kind }, input: HTMLInputElement): Promise<void> {
      const value = kind === 'flag' ? input.checked : parse(kind, input.value)
      await api.changeSettings({ [name]: value }).then(() => reload(), (error: Error) => toast(error.message))
      await load()
    }
    async function save(): Promise<void> {
      const link = document.createElement('a')
      link.href = URL.createObjectURL(new Blob([JSON.stringify(await api.state())], { type: 'application/json' }))
      link.download = 'wecom-simulator-state.json'
      link.click()
    }
    async function restore(files: FileList): Promise<void> {
      try {
        await api.loadState(JSON.parse(await files[0]?.text() ?? '') as object)
        startAgain()
      }
      catch (error) {
        toast(texts.value.notLoaded + (error as Error).message)
      }
    }
    async function reset(): Promise<void> {
      await api.reset()
      startAgain()
    }
    return { fields, set, save, restore, reset, texts }
  },
  template: `
    <div class="settings">
      <p class="state">
        <button data-testid="save-state" @click="save">{{ texts.saveState }}</button>
        <label class="button">{{ texts.loadState }}<input type="file" accept="application/json"
          data-testid="load-state" @change="restore($event.target.files)"></label>
        <button data-testid="reset" @click="reset">{{ texts.reset }}</button>
      </p>
      <label v-for="field in fields" :key="field.name"><code>{{ field.name }}</code>
        <input v-if="field.kind === 'flag'" type="checkbox" :checked="field.value"
          :data-testid="'setting-' + field.name" @change="set(field, $event.target)">
        <select v-else-if="field.kind === 'choice'" :value="field.value"
          :data-testid="'setting-' + field.name" @change="set(field, $event.target)">
          <option v-for="option in field.options" :key="option">{{ option }}</option>
        </select>
        <input v-else :type="field.kind" :value="field.value"
          :data-testid="'setting-' + field.name" @change="set(field, $event.target)">
      </label>
    </div>`,
})

/** Without the query of the address, which would switch faults on again. */
function startAgain(): void {
  location.assign('/')
}

function kindOf(name: string, value: unknown): Kind {
  if (choices[name]) return 'choice'
  if (typeof value === 'boolean') return 'flag'
  return typeof value === 'number' ? 'number' : 'text'
}

function parse(kind: Kind, text: string): unknown {
  if (kind === 'number') return Number(text)
  if (kind === 'choice') return text
  try {
    return JSON.parse(text)
  }
  catch {
    return text // `all`, or a text that the control API refuses with a message.
  }
}
