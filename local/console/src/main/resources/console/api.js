/** An error that the API answered. `code` is that of DynamoDB if it refused the request. */
export class ApiError extends Error {
  constructor(code, message) {
    super(message);
    this.code = code;
  }
}

export const system = () => call("GET", "/api/system");
export const resources = () => call("GET", "/api/resources");

export function items(limit, start) {
  const after = start ? `&start=${encodeURIComponent(JSON.stringify(start))}` : "";
  return call("GET", `/api/items?limit=${limit}${after}`);
}

export const putItem = (item) => call("PUT", "/api/items", { Item: item });
export const deleteItem = (key) => call("DELETE", "/api/items", { Key: key });

export const cut = (id) => call("POST", `/api/connections/${encodeURIComponent(id)}/cut`, {});
export const close = (id) => call("DELETE", `/api/connections/${encodeURIComponent(id)}`, {});
export const generate = (settings) => call("PUT", "/api/generator", settings);

export const execution = (arn) => call("GET", `/api/executions/${encodeURIComponent(arn)}`);
export const event = (arn, id) => call("GET", `/api/executions/${encodeURIComponent(arn)}/events/${id}`);

async function call(method, path, body) {
  let response;
  try {
    response = await fetch(path, {
      method,
      headers: body ? { "Content-Type": "application/json" } : {},
      body: body && JSON.stringify(body),
    });
  } catch {
    throw new ApiError("Unreachable", "The local cloud doesn't answer. Is it still running?");
  }
  if (response.ok) {
    return response.status === 204 ? undefined : response.json();
  }
  const { error } = await response.json().catch(() => ({}));
  throw new ApiError(error?.code ?? String(response.status), error?.message ?? response.statusText);
}
