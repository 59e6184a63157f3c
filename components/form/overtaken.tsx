"use client";

import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { useActionForm } from "./form-context";

type OvertakenProps = {
  label: string;
  /** The refusal that says so. */
  code?: "precondition-failed" | "conflict";
};

/** The way on for whoever was overtaken: what is there now, with what they entered left as it is. */
export function Overtaken({ label, code = "precondition-failed" }: OvertakenProps) {
  const { state, forget } = useActionForm();
  const router = useRouter();
  if (state.status !== "refused" || state.code !== code) return null;
  return (
    <Button
      className="self-start"
      onClick={() => {
        router.refresh();
        forget();
      }}
    >
      {label}
    </Button>
  );
}
