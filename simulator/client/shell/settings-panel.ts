/// <reference lib="dom" />
import { computed, defineComponent, onMounted, ref } from 'vue'
import type { Settings } from '../../scenarios/settings.ts'
import { api } from './api.ts'
import { toast } from './live.ts'
import { reload } from './session.ts'
import { SettingField } from './setting-field.ts'
import { texts } from './texts.ts'

/** The settings of the company; the whole state is saved to and loaded from a file. */
export const SettingsPanel = defineComponent({
  components: { SettingField },
  setup() {
    const settings = ref<Partial<Settings>>({})
    /** What a reset brings back. */
    const initial = ref<Record<string, unknown>>({})
    onMounted(async () => {
      initial.value = { ...await api.initialSettings() }
      settings.value = await api.settings()
    })

    const fields = computed(() => Object.entries(settings.value).map(([name, value]) => ({
      name,
      value: typeof value === 'object' ? JSON.stringify(value) : value,
      changed: JSON.stringify(value) !== JSON.stringify(initial.value[name]),
    })))

    function take(changed: Settings): void {
      settings.value = changed
      reload()
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
    return { fields, take, save, restore, reset, texts }
  },
  template: `
    <div class="settings">
      <p class="state">
        <button data-testid="save-state" @click="save">{{ texts.saveState }}</button>
        <label class="button">{{ texts.loadState }}<input type="file" accept="application/json"
          data-testid="load-state" @change="restore($event.target.files)"></label>
        <button data-testid="reset" @click="reset">{{ texts.reset }}</button>
      </p>
      <SettingField v-for="{ name, value, changed } in fields" :key="name" :name="name" :value="value"
        :changed="changed" @change="take" />
    </div>`,
})

/** Without the query of the address, which would switch faults on again. */
function startAgain(): void {
  location.assign('/')
}
