import { copyButton } from "./copy.js";
import { el, panel } from "./dom.js";

/** Creates the panel with all endpoints and an example command. */
export function endpointsPanel(system) {
  const entries = [
    ["WebSocket", system.webSocketUrl],
    ["@connections", system.managementEndpoint],
    ["DynamoDB", system.dynamoDbEndpoint],
    ["Step Functions", system.stepFunctionsEndpoint],
    ["Source table", system.sourceTable.name],
    ["Connections table", system.connectionsTable],
  ];
  const text = command(system);
  return panel(
    "Endpoints",
    { id: "endpoints" },
    el(
      "div",
      { class: "body" },
      el(
        "dl",
        { class: "endpoints" },
        ...entries.map(([name, value]) =>
          el(
            "div",
            {},
            el("dt", {}, name),
            el(
              "dd",
              {},
              el("span", { class: "mono" }, value),
              copyButton(name, () => value),
            ),
          ),
        ),
      ),
      el(
        "div",
        { class: "command" },
        el(
          "div",
          { class: "command-head" },
          el("h3", {}, "Put an item with the AWS CLI"),
          copyButton("the command", () => text),
        ),
        el("pre", { tabindex: "0", "aria-label": "AWS CLI command" }, text),
      ),
    ),
  );
}

/** Returns a command that works without a configured AWS profile. */
function command({ dynamoDbEndpoint, sourceTable }) {
  const values = { S: { S: "1" }, N: { N: "1" }, B: { B: "AQ==" } };
  const item = Object.fromEntries(sourceTable.key.map(({ name, type }) => [name, values[type]]));
  return [
    "AWS_ACCESS_KEY_ID=local",
    "AWS_SECRET_ACCESS_KEY=local",
    "aws dynamodb put-item --region us-east-1",
    `  --endpoint-url ${quoted(dynamoDbEndpoint)}`,
    `  --table-name ${quoted(sourceTable.name)}`,
    `  --item ${quoted(JSON.stringify({ name: { S: "Ada" }, ...item }))}`,
  ].join(" \\\n");
}

/** Quotes an argument for a POSIX shell. */
const quoted = (text) => (/^[\w.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
