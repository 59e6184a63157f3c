import { afterEach, describe, expect, test } from "vitest";
import {
  auditTrail,
  givenOrganization,
  givenPerson,
  givenStranger,
  lettersTo,
  mailedSecret,
} from "@/db/testing";
import { memberActor } from "@/lib/auth/actor";
import { day, hour, now, shiftClock } from "@/lib/core/clock";
import { changeOrganization, createOrganization } from "@/lib/domain/organizations/commands";
import { findOrganization } from "@/lib/domain/organizations/queries";
import { address } from "@/tests/security/givens";
import { confirmContact, resendContactLink } from "./commands";
import { openContactLink } from "./queries";

afterEach(() => shiftClock(0));

async function waiting() {
  const [org, email] = [await givenOrganization(), address()];
  await changeOrganization(org.owner, { version: 0, change: { alertingEmail: email } });
  return { org, email, token: await mailedSecret(email) };
}

describe("another contact address", () => {
  test("takes its place once its link is opened by a press, and the old one holds until then", async () => {
    const { org, email, token } = await waiting();
    const before = await findOrganization(org.owner);
    expect(before).toMatchObject({ alertingEmail: "alerts@example.com", pendingAlertingEmail: email });
    expect(await openContactLink(token)).toMatchObject({ state: "open", contact: "alerting", email });
    expect(await findOrganization(org.owner)).toEqual(before);

    await confirmContact(givenStranger(), { token });

    expect(await findOrganization(org.owner)).toMatchObject({
      alertingEmail: email,
      pendingAlertingEmail: null,
      version: 2,
    });
    expect((await auditTrail(org.id)).at(-1)).toMatchObject({
      actorName: email,
      after: { alertingEmail: email },
    });
    await expect(confirmContact(givenStranger(), { token })).rejects.toMatchObject({ code: "gone" });
    expect(await openContactLink(token)).toEqual({ state: "gone" });
  });

  test("is given up when the old one is named again, or yet another, and its link is dead then", async () => {
    for (const alertingEmail of ["alerts@example.com", address()]) {
      const { org, token } = await waiting();

      await changeOrganization(org.owner, { version: 1, change: { alertingEmail } });

      await expect(confirmContact(givenStranger(), { token })).rejects.toMatchObject({ code: "gone" });
      expect(await openContactLink(token)).toEqual({ state: "gone" });
      expect(await findOrganization(org.owner)).toMatchObject({ alertingEmail: "alerts@example.com" });
    }
  });

  test("gets another link when it is asked for, five an hour; the one before is dead, and each lasts seven days", async () => {
    const { org, email, token } = await waiting();

    for (let nth = 2; nth <= 5; nth++) await resendContactLink(org.owner, { contact: "alerting" });

    await expect(resendContactLink(org.owner, { contact: "alerting" })).rejects.toMatchObject({
      code: "rate-limited",
    });
    expect(await lettersTo(email)).toHaveLength(5);
    await expect(confirmContact(givenStranger(), { token })).rejects.toMatchObject({ code: "gone" });
    const newest = await mailedSecret(email);
    shiftClock(7 * day);
    expect(await openContactLink(newest)).toEqual({ state: "expired" });
    await expect(confirmContact(givenStranger(), { token: newest })).rejects.toMatchObject({ code: "gone" });
  });

  test("is written to five times an hour, however many organizations name it", async () => {
    const email = address();
    for (let nth = 1; nth <= 4; nth++) {
      const org = await givenOrganization();
      await changeOrganization(org.owner, { version: 0, change: { alertingEmail: email } });
    }
    const [person, org] = [await givenPerson(), await givenOrganization()];
    const input = { name: `Acme ${email}`, legalName: "Acme", alertingEmail: email, invoicingEmail: email };

    await expect(createOrganization(person, input)).rejects.toMatchObject({
      code: "rate-limited",
      message: expect.stringMatching(/ in (1 hour|60 minutes)\.$/),
    });
    // What was refused was not sent either, and does not count.
    await changeOrganization(org.owner, { version: 0, change: { invoicingEmail: email } });
    await expect(createOrganization(person, input)).rejects.toMatchObject({ code: "rate-limited" });
    expect(await lettersTo(email)).toHaveLength(5);
    shiftClock(hour);
    await createOrganization(person, input);
  });

  test("is opened and taken back at once: one of the two is done", async () => {
    const org = await givenOrganization();
    const held = "alerts@example.com";
    for (let round = 0; round < 10; round++) {
      const email = address();
      await org.set({ alertingEmail: held, pendingAlertingEmail: null });
      const { version } = await findOrganization(org.owner);
      shiftClock((round + 1) * day);
      const owner = { ...org.owner, factorAt: now() };
      await changeOrganization(owner, { version, change: { alertingEmail: email } });
      const token = await mailedSecret(email);

      const [confirmed, takenBack] = await Promise.allSettled([
        confirmContact(givenStranger(), { token }),
        changeOrganization(owner, { version: version + 1, change: { alertingEmail: held } }),
      ]);

      const after = await findOrganization(org.owner);
      expect([confirmed.status, takenBack.status].sort()).toEqual(["fulfilled", "rejected"]);
      expect(after.alertingEmail).toBe(confirmed.status === "fulfilled" ? email : held);
      expect(after.pendingAlertingEmail).toBeNull();
    }
  }, 60_000);

  test("named when an organization is made waits too, but for one's own, which stands in for it", async () => {
    const [person, email] = [await givenPerson(), address()];
    const name = `Acme ${email}`;

    const { slug } = await createOrganization(person, {
      name,
      legalName: name,
      alertingEmail: email,
      invoicingEmail: person.email,
    });

    const made = await findOrganization(await memberActor(person, slug));
    expect(made).toMatchObject({
      alertingEmail: person.email,
      pendingAlertingEmail: email,
      invoicingEmail: person.email,
      pendingInvoicingEmail: null,
    });
    expect(await lettersTo(email)).toMatchObject([{ template: "contact-email" }]);
  });
});
