import type { ReactNode } from "react";
import { ButtonLink } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { CodeBlock } from "./code-block";
import { CodeSamples } from "./code-samples";
import { findEndpoint, reference } from "./reference";
import { samplesOf } from "./samples";
import { trialOf } from "./trial";
import { TryButton } from "./try-button";
import { Typed } from "./words";

/** From nothing to an answer: the three steps of a stranger's first minute. */
export function FirstCall() {
  const me = findEndpoint("getMe");
  if (!me) return null;
  return (
    <section aria-labelledby="first-call" className="rounded-xl border border-line bg-surface p-5 sm:p-6">
      <h2 id="first-call" className="text-lg font-semibold tracking-tight">
        First call in a minute
      </h2>
      <ol className="mt-5 grid gap-x-8 gap-y-7 lg:grid-cols-2 lg:grid-rows-[auto_1fr]">
        <Step number={1} title="Make a key">
          <p className="text-muted text-pretty">
            In the console, open your organization’s API keys and create one with the preset “Read only”. Its
            secret begins with <Typed>stw_</Typed> and is shown once.
          </p>
          <div>
            <ButtonLink href="/orgs">Choose your organization</ButtonLink>
          </div>
        </Step>
        <Step number={2} title="Ask who you are">
          <p className="text-muted text-pretty">
            Put the secret into <Typed>STEWARD_KEY</Typed> and run this, or paste it into the form.
          </p>
          <CodeSamples id="first-call" label="First call" samples={samplesOf(me, reference().url)} />
          <div>
            <TryButton trial={trialOf(me)} label="Try it here" />
          </div>
        </Step>
        <Step number={3} title="See the answer" className="lg:col-start-2 lg:row-span-2 lg:row-start-1">
          <p className="text-muted text-pretty">
            It says what the key may do and when it ends. From here, every endpoint works alike.
          </p>
          <CodeBlock label="Answer, 200" code={JSON.stringify(me.reply.example, null, 2)} />
        </Step>
      </ol>
    </section>
  );
}

type StepProps = { number: number; title: string; className?: string; children: ReactNode };

function Step({ number, title, className, children }: StepProps) {
  return (
    <li className={cn("flex min-w-0 flex-col gap-3", className)}>
      <h3 className="flex items-center gap-2.5 font-semibold">
        <span
          aria-hidden="true"
          className="flex size-6 items-center justify-center rounded-full bg-accent-soft text-sm text-accent-ink"
        >
          {number}
        </span>
        {title}
      </h3>
      {children}
    </li>
  );
}
