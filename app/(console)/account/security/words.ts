/** What a person loses with a factor, said before they remove it. */
export function whatRemovingMeans(last: boolean): string {
  return last
    ? "It is your only second factor: your recovery codes go with it, and from then on your password or an emailed link is enough to sign in."
    : "Your other factors stay.";
}
