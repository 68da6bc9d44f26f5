import { AUDIT_TEXTS, type AuditTexts } from '~/i18n/audit-texts'
import { useMessages } from './useMessages'

/** The texts of the audit page in the page's language. */
export function useAuditTexts(): Readonly<Ref<AuditTexts>> {
  const { locale } = useMessages()
  return computed(() => AUDIT_TEXTS[locale.value])
}
