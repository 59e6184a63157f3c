import { describe, expect, test } from "vitest";
import { describeDevice } from "./device";

describe("a device in words", () => {
  test.each([
    [
      "Microsoft Edge on Windows",
      "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0",
    ],
    ["Firefox on Linux", "Mozilla/5.0 (X11; Linux x86_64; rv:144.0) Gecko/20100101 Firefox/144.0"],
    [
      "Safari on iOS",
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/26.0 Mobile/15E148 Safari/604.1",
    ],
    [
      "Chrome on macOS",
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36",
    ],
    ["Googlebot", "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)"],
    ["Unknown browser on Windows", "Mozilla/5.0 (Windows NT 10.0; Win64; x64)"],
  ])("is %s", (words, userAgent) => {
    expect(describeDevice(userAgent)).toBe(words);
  });

  test("is a script's own name, cut where it is long", () => {
    expect(describeDevice("python-requests/2.32.5")).toBe("python-requests");
    expect(describeDevice("Go-http-client/1.1")).toBe("Go-http-client");
    expect(describeDevice("x".repeat(400))).toBe("x".repeat(30));
  });

  test.each([null, "", " ", "Mozilla/5.0", "/", "=cmd|' /C calc'!A0", "<script>alert(1)</script>"])(
    "is unknown where nothing names it: %j",
    (userAgent) => {
      expect(describeDevice(userAgent)).toBe("Unknown device");
    },
  );
});
