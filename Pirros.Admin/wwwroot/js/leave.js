// Leads away from a page whose session has ended, unless its person is signing out (js/page.js): that leads away by itself, and out at the authority too.
export function go(address) {
  if (!("signingOut" in document.documentElement.dataset)) location.href = address;
}
