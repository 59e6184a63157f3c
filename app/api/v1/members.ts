import { z } from "@hono/zod-openapi";
import { idInput } from "@/lib/core/input";
import { memberFilter } from "@/lib/domain/members/input";
import { findMember, listMembers } from "@/lib/domain/members/queries";
import { endpoint } from "@/lib/web/endpoint";
import { memberSchema, pageAnswer, pageSchema } from "./schemas";

export const members = endpoint(
  {
    method: "get",
    path: "/members",
    permission: "members:read",
    id: "listMembers",
    tag: "Members",
    summary: "List members",
    description: "The organization's members in the order in which they joined, searched by name and email.",
    query: memberFilter,
    answer: pageSchema("MemberPage", memberSchema),
  },
  async ({ actor, query }) => pageAnswer(await listMembers(actor, query)),
);

export const member = endpoint(
  {
    method: "get",
    path: "/members/{id}",
    permission: "members:read",
    id: "getMember",
    tag: "Members",
    summary: "One member",
    description: "A member by their id.",
    params: z.object({ id: idInput("member") }),
    answer: memberSchema,
  },
  ({ actor, params }) => findMember(actor, params.id),
);
