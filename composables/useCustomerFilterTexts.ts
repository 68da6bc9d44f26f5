import { CUSTOMER_FILTER_TEXTS, type CustomerFilterTexts } from '~/i18n/customer-filter-texts'
import { useMessages } from './useMessages'

/** The texts of searching, filtering and sorting one's customers, in the page's language. */
export function useCustomerFilterTexts(): Readonly<Ref<CustomerFilterTexts>> {
  const { locale } = useMessages()
  return computed(() => CUSTOMER_FILTER_TEXTS[locale.value])
}
