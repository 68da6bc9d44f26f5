import AppButton from '~/components/ui/AppButton.vue'
import { specimen } from '../../specimen'

export default specimen(AppButton, {
  plain: { props: {}, slots: { default: () => '重试' } },
  primary: { props: { kind: 'primary' }, slots: { default: () => 'Save' } },
  busy: { props: { kind: 'primary', busy: true }, slots: { default: () => 'Save' } },
  disabled: { props: { disabled: true }, slots: { default: () => '保存' } },
})
