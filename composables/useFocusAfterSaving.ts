/**
 * A control that is disabled while it is saved loses the focus, and keyboard users lose their place. It gets the focus
 * back.
 *
 * @param saving whether the control is being saved
 * @param control the element, if it is on the page
 */
export function useFocusAfterSaving(
  saving: () => boolean | undefined, control: () => HTMLElement | null | undefined,
): void {
  let hadFocus = false

  // Before the update, the control is not yet disabled.
  watch(saving, async (isSaving) => {
    if (isSaving) return void (hadFocus = document.activeElement === control())
    await nextTick()
    if (hadFocus && document.activeElement === document.body) control()?.focus()
  }, { flush: 'pre' })
}
