import type { ReactElement } from "react";

/**
 * One letter: its subject and its body. Every text among the props is taken for a person's own words
 * and made harmless before either sees it; only what is named `link` or `…Link` is ours and stays as it is.
 */
export type Template<Props> = {
  subject(props: Props): string;
  body(props: Props): ReactElement;
};
