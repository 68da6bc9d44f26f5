import OutsideLink from '~/components/panels/OutsideLink.vue'
import { specimen } from '../../specimen'

export default specimen(OutsideLink, {
  'link': { props: { url: 'https://crm.example.com' }, slots: { default: () => '在 CRM 中打开' } },
  'no link': { props: {}, slots: { default: () => '在 CRM 中打开' } },
})
