import PanelDraft from '~/components/panels/PanelDraft.vue'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(PanelDraft, {
  'draft': { props: { text: '您好，您的餐桌已发货。', source: '客服助手', canReply: true } },
  'no chat': { props: { text: '您好，您的餐桌已发货。' } },
  'long': { props: { text: LONG, source: LONG, canReply: true } },
})
