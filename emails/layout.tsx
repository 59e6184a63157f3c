import type { ReactNode } from "react";
import { Body, Button, Container, Head, Heading, Hr, Html, Link, Preview, Section, Text } from "react-email";

type LayoutProps = {
  /** The line an inbox shows beside the subject. */
  preview: string;
  heading: string;
  /** Whom the letter greets; an empty name or none is greeted without one. */
  name: string | null;
  /** The one thing to do, where there is one. `link` is the only address in the letter that can be followed. */
  action?: { label: string; link: string };
  /** What comes before the button. */
  children: ReactNode;
  /** What is good to know after it. */
  afterwards?: ReactNode;
  /** Why this person got the letter, and what to do when it was not meant for them. */
  reason: ReactNode;
};

/** A calm letter, 560 px wide, that reads the same without its styles and as plain text. */
export function Layout({ preview, heading, name, action, children, afterwards, reason }: LayoutProps) {
  return (
    <Html>
      <Head>
        <title>{heading}</title>
        <meta name="viewport" content="width=device-width" />
        <meta name="color-scheme" content="light dark" />
        <meta name="supported-color-schemes" content="light dark" />
        <meta name="format-detection" content="telephone=no,date=no,address=no,email=no,url=no" />
        <style>{adaptations}</style>
      </Head>
      <Body className="page" style={page}>
        <Preview useTitleTag={false}>{preview}</Preview>
        <Container className="card" style={card}>
          <Text className="ink" style={wordmark}>
            Steward
          </Text>
          <Heading as="h1" className="ink" style={title}>
            {heading}
          </Heading>
          <Text className="ink" style={paragraph}>
            {name ? `Hello ${name},` : "Hello,"}
          </Text>
          {children}
          {action && <Action {...action} />}
          {afterwards}
          <Hr className="rule" style={rule} />
          <Text className="quiet" style={small}>
            {reason}
          </Text>
        </Container>
      </Body>
    </Html>
  );
}

/** The button, and its link in full for whoever cannot press it. */
function Action({ label, link }: { label: string; link: string }) {
  return (
    <>
      <Section style={{ margin: "28px 0 20px" }}>
        <Button href={link} className="button" style={button}>
          {label}
        </Button>
      </Section>
      <Text className="quiet" style={small} data-skip-in-text>
        If the button does not work, copy this link into your browser:
      </Text>
      <Text style={{ ...small, margin: "4px 0 24px" }}>
        <Link href={link} className="link" style={printedLink}>
          {link}
        </Link>
      </Text>
    </>
  );
}

/** A paragraph of the letter itself. */
export function Paragraph({ children }: { children: ReactNode }) {
  return (
    <Text className="ink" style={paragraph}>
      {children}
    </Text>
  );
}

/** A code to type elsewhere: large, and taken whole by one click. */
export function Code({ children }: { children: string }) {
  return (
    <Text className="ink code" style={code}>
      {children}
    </Text>
  );
}

/** What someone wrote to the reader, set apart from what we say, each line on its own. */
export function Quote({ by, children }: { by: string; children: string }) {
  return (
    <Section className="rule" style={quote}>
      <Text className="quiet" style={small}>
        {by} writes:
      </Text>
      {children.split("\n").map((line, i) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing else to be told apart by, and never move.
        <Text key={i} className="ink" style={quoted}>
          {line || "\u00a0"}
        </Text>
      ))}
    </Section>
  );
}

/** A quieter paragraph: terms, conditions, how long a link lives. */
export function Note({ children }: { children: ReactNode }) {
  return (
    <Text className="quiet" style={small}>
      {children}
    </Text>
  );
}

// Mail programs that know no style sheet keep the inline light colours; the others may follow the system.
const adaptations = `
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
  .page, .page > table > tbody > tr > td { background-color: #111113 !important; }
  .card { background-color: #19191b !important; border-color: #2e2e32 !important; }
  .ink { color: #ededef !important; }
  .quiet { color: #a0a0a8 !important; }
  .code { background-color: #232327 !important; }
  .button { background-color: #4767e8 !important; }
  .link { color: #a3b6ff !important; }
  .rule { border-color: #2e2e32 !important; }
}
@media (max-width: 600px) {
  .card > tbody > tr > td { padding: 28px 24px !important; }
}
`;

const page = {
  backgroundColor: "#f5f5f6",
  fontFamily: '-apple-system, BlinkMacSystemFont, "Segoe UI", Roboto, Helvetica, Arial, sans-serif',
  padding: "32px 12px",
};
const card = {
  backgroundColor: "#ffffff",
  border: "1px solid #e3e3e6",
  borderRadius: "12px",
  borderCollapse: "separate" as const,
  maxWidth: "560px",
  padding: "40px",
};
// Names without a space to break at must not push the card wider than the screen.
const wrapped = { overflowWrap: "anywhere" as const, wordBreak: "break-word" as const };
const wordmark = {
  color: "#1a1a1e",
  fontSize: "15px",
  fontWeight: 600,
  lineHeight: "24px",
  margin: "0 0 28px",
};
const title = {
  ...wrapped,
  color: "#1a1a1e",
  fontSize: "22px",
  fontWeight: 600,
  letterSpacing: "-0.01em",
  lineHeight: "30px",
  margin: "0 0 20px",
};
const paragraph = { ...wrapped, color: "#1a1a1e", fontSize: "15px", lineHeight: "24px", margin: "0 0 16px" };
const quoted = { ...wrapped, color: "#1a1a1e", fontSize: "15px", lineHeight: "22px", margin: "0" };
const quote = { borderLeft: "3px solid #e3e3e6", margin: "0 0 16px", padding: "4px 0 4px 14px" };
const small = { ...wrapped, color: "#5f5f68", fontSize: "13px", lineHeight: "20px", margin: "0" };
const code = {
  backgroundColor: "#f5f5f6",
  borderRadius: "8px",
  color: "#1a1a1e",
  fontFamily: 'ui-monospace, SFMono-Regular, Menlo, Consolas, "Liberation Mono", monospace',
  fontSize: "30px",
  fontWeight: 600,
  letterSpacing: "0.2em",
  lineHeight: "40px",
  margin: "0 0 16px",
  padding: "16px 20px",
  userSelect: "all" as const,
  WebkitUserSelect: "all" as const,
};
const button = {
  backgroundColor: "#3355d8",
  borderRadius: "8px",
  color: "#ffffff",
  fontSize: "15px",
  fontWeight: 600,
  padding: "12px 20px",
};
const printedLink = { color: "#2c4bc4", textDecoration: "underline", wordBreak: "break-all" as const };
const rule = { borderTop: "1px solid #e3e3e6", margin: "28px 0 20px" };
