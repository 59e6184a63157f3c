"use client";

import dynamic from "next/dynamic";
import { Button } from "@/components/ui/button";
import { useOpenByAddress } from "@/components/ui/use-open-by-address";
import type { CreateKeyDialogProps } from "./create-key-dialog";

const CreateKeyDialog = dynamic(() => import("./create-key-dialog").then((module) => module.CreateKeyDialog));

/** Opens the dialog that makes a key, loaded once it is wanted. */
export function CreateKeyButton(props: Omit<CreateKeyDialogProps, "onClose">) {
  const [open, setOpen] = useOpenByAddress("create");
  return (
    <>
      <Button variant="primary" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        Create API key
      </Button>
      {open ? <CreateKeyDialog {...props} onClose={() => setOpen(false)} /> : null}
    </>
  );
}
