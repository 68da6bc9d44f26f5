import PanelSendDialog from '~/components/panels/PanelSendDialog.vue'
import { pay } from '../../cards'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

const { label: title, message } = pay
const page = 'pages/order.html?id=42'

export default specimen(PanelSendDialog, {
  'link': { props: { title, message } },
  'text': { props: { title, message: { type: 'text', text: '您好，您的餐桌已发货。\n预计周四送达。' } } },
  'mini program': { props: { title, message: {
    type: 'miniProgram', appId: 'wx0123456789abcdef', page, title: 'A-42',
  } } },
  'long': { props: { title: LONG, message: {
    type: 'link', title: LONG, description: LONG, url: `https://a.cn/${'x'.repeat(400)}`,
  } } },
})
