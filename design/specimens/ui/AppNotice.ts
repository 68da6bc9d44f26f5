import AppNotice from '~/components/ui/AppNotice.vue'
import { LONG } from '../../fixtures'
import { specimen } from '../../specimen'

export default specimen(AppNotice, {
  'one line': { props: {}, slots: { default: () => '企业微信繁忙，资料获取于 3 分钟前' } },
  'long': { props: {}, slots: { default: () => LONG } },
})
