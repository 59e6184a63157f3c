import type { ReactNode } from "react";
import { Card, CardDescription, CardTitle } from "@/components/ui/card";

type SettingProps = {
  title: ReactNode;
  description?: ReactNode;
  /** What may be done about it, at the far end. */
  action?: ReactNode;
  children?: ReactNode;
};

/** A card for one matter of the account. */
export function SettingCard({ id, title, description, action, children }: SettingProps & { id: string }) {
  return (
    <Card aria-labelledby={id}>
      <div className="p-5">
        <Head title={<CardTitle id={id}>{title}</CardTitle>} description={description} action={action} />
        {children ? <div className="mt-5">{children}</div> : null}
      </div>
    </Card>
  );
}

/** A matter within a card, below a line. */
export function SettingPart({ title, description, action, children }: SettingProps) {
  return (
    <div className="-mx-5 border-t px-5 py-5 last:pb-0">
      <Head
        title={<h3 className="flex flex-wrap items-center gap-2 font-semibold">{title}</h3>}
        description={description}
        action={action}
      />
      {children ? <div className="mt-4">{children}</div> : null}
    </div>
  );
}

function Head({ title, description, action }: Omit<SettingProps, "children">) {
  return (
    <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
      <div className="min-w-0 grow basis-72">
        {title}
        {description ? <CardDescription className="mt-1">{description}</CardDescription> : null}
      </div>
      {action ? <div className="flex flex-wrap gap-2">{action}</div> : null}
    </div>
  );
}
