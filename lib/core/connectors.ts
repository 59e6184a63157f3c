/** The kinds of systems that an organization can be connected to. */
export const connectorKinds = ["jira", "bugzilla", "slack", "microsoft-teams", "webhook"] as const;
export type ConnectorKind = (typeof connectorKinds)[number];

export const connectorNames: Record<ConnectorKind, string> = {
  jira: "Jira",
  bugzilla: "Bugzilla",
  slack: "Slack",
  "microsoft-teams": "Microsoft Teams",
  webhook: "Webhook",
};
