/**
 * Gives a control its focus back when it has been saved: a control that is disabled meanwhile loses it, and a keyboard
 * user the place.
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
