import type { ReactNode } from "react";
import { StepUpProvider } from "@/components/form/step-up-provider";
import { begin, mailCode, prove } from "./step-up/actions";

/** Every form of the console can ask for a proof before a deed that matters. */
export default function ConsoleLayout({ children }: { children: ReactNode }) {
  return (
    <StepUpProvider begin={begin} mailCode={mailCode} prove={prove}>
      {children}
    </StepUpProvider>
  );
}
