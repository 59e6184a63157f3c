import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { EndpointSection } from "@/app/docs/api/endpoint-section";
import { findTag, reference } from "@/app/docs/api/reference";
import { PageHeader } from "@/components/console/page-header";

type Props = PageProps<"/docs/api/[tag]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: findTag((await params).tag)?.name };
}

export default async function TagPage({ params }: Props) {
  const tag = findTag((await params).tag);
  if (!tag) notFound();
  return (
    <>
      <PageHeader title={tag.name} description={tag.words} />
      {tag.endpoints.map((endpoint) => (
        <EndpointSection key={endpoint.id} endpoint={endpoint} url={reference().url} />
      ))}
    </>
  );
}
