import BackToSidebar from '~/components/ui/BackToSidebar.vue'
import { specimen } from '../../specimen'

export default specimen(BackToSidebar, {
  zh: { props: {}, slots: { default: () => '返回侧边栏' } },
  en: { props: {}, slots: { default: () => 'Back to sidebar' } },
})
