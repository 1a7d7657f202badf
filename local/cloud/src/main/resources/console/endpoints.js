import { copyButton } from "./copy.js";
import { byId, el } from "./dom.js";

/** Shows where everything is. */
export function showEndpoints(system) {
  const entries = [
    ["WebSocket", system.webSocketUrl],
    ["@connections", system.managementEndpoint],
    ["DynamoDB", system.dynamoDbEndpoint],
    ["Step Functions", system.stepFunctionsEndpoint],
    ["Connections table", system.connectionsTable],
  ];
  byId("endpoints").replaceChildren(...entries.map(([name, value]) =>
    el("div", {}, el("dt", {}, name), el("dd", {}, el("span", { class: "mono" }, value), copyButton(name, () => value)))));
  byId("command-copy").replaceChildren(copyButton("the command", () => byId("command").textContent));
}

/** Shows the command that puts an item; it works without a configured profile. */
export function showCommand(system, item) {
  byId("command").textContent = [
    "AWS_ACCESS_KEY_ID=local",
    "AWS_SECRET_ACCESS_KEY=local",
    "aws dynamodb put-item --region us-east-1",
    `  --endpoint-url ${quoted(system.dynamoDbEndpoint)}`,
    `  --table-name ${quoted(system.sourceTable.name)}`,
    `  --item ${quoted(JSON.stringify(sample(system.sourceTable.key, item)))}`,
  ].join(" \\\n");
}

/** Until a key is typed, there is one to try. */
function sample(key, item) {
  const values = { S: "example", N: "1", B: "AQ==" };
  const filled = { ...item };
  for (const { name, type } of key) {
    if (filled[name][type] === "") {
      filled[name] = { [type]: values[type] };
    }
  }
  return filled;
}

/** For a POSIX shell. */
const quoted = (text) => (/^[\w.:/-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`);
