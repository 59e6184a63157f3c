/** More members than anyone looks through at once; beyond it a filter and a script are the better way. */
export const mostAtOnce = 500;

/** What has to be typed to remove that many members at once. */
export const removalPhrase = (size: number) => `remove ${size}`;
