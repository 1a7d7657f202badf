/**
 * Reports one line for each test: `pass`, `fail` or `skip`, the test's name, and the reason. The fields
 * are separated by spaces and encoded as in a URL.
 */
export default async function* report(events) {
  let within = [];
  for await (const { type, data } of events) {
    if (type === "test:stderr") {
      within.push(data.message);
    }
    if (type !== "test:pass" && type !== "test:fail") {
      continue;
    }
    const failed = type === "test:fail";
    if (data.nesting > 0) {
      within.push(...(failed ? [`${data.name}: ${why(data)}`] : []));
      continue;
    }
    const verdict = failed ? "fail" : data.skip === undefined ? "pass" : "skip";
    const reason = failed ? [...within, why(data)].join("\n") : String(data.skip ?? "");
    within = [];
    yield `${verdict} ${encodeURIComponent(data.name)} ${encodeURIComponent(reason)}\n`;
  }
}

function why({ file, details: { error } }) {
  const cause = error.cause ?? error;
  return `${cause.message ?? cause}\n${cause.stack ?? file}`;
}
