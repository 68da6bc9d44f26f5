import { STAGES_TEXTS } from '~/i18n/stages-texts'
import DefinitionScreen from '~/components/definitions/DefinitionScreen.vue'
import { stages } from '../../story'
import { specimen } from '../../specimen'

const state = { status: 'ready', id: 'all', data: stages, loadedAt: 0 } as const
const props = {
  state, items: stages, texts: STAGES_TEXTS['zh-CN'], limits: { name: 12, items: 3 }, fresh: { name: '' },
  changed: false, saving: false, saved: false,
}

export default specimen(DefinitionScreen, {
  full: { props },
  incomplete: { props: { ...props, items: stages.slice(1), changed: true, complete: false } },
})
