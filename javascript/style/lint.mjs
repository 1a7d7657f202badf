import { join } from "node:path";
import { createRequire } from "node:module";

const ts = createRequire(import.meta.url)(join(process.env.TYPESCRIPT, "lib/typescript.js"));

/** Options that find faults, and those by which the compiler finds modules as browsers and Node.js do. */
const OPTIONS = {
  allowJs: true,
  checkJs: true,
  noEmit: true,
  noUnusedLocals: true,
  noUnusedParameters: true,
  noImplicitReturns: true,
  noFallthroughCasesInSwitch: true,
  allowUnreachableCode: false,
  allowUnusedLabels: false,
  strict: false,
  skipLibCheck: true,
  moduleDetection: ts.ModuleDetectionKind.Force,
  target: ts.ScriptTarget.ESNext,
  module: ts.ModuleKind.ESNext,
  moduleResolution: ts.ModuleResolutionKind.Bundler,
  lib: ["lib.esnext.d.ts", "lib.dom.d.ts", "lib.dom.iterable.d.ts", "lib.dom.asynciterable.d.ts"],
  types: [],
};

/**
 * Errors that only tell how little of the types scripts declare: fields and properties that are added later, shapes of
 * arguments and results, and arithmetic with dates.
 */
const IGNORED = new Set([
  2322, 2339, 2345, 2349, 2353, 2362, 2363, 2365, 2537, 2540, 2551, 2554, 2556, 2704, 2741, 2769, 7014,
]);
const UNUSED = 6133;

/**
 * Returns the faults in scripts: those that the compiler finds, and comparisons with `==`, `var`, and
 * `let` for what is never assigned again.
 *
 * @param {string} root the folder that paths are relative to
 * @param {string[]} names paths of the scripts
 * @param {object} options of the compiler, such as `rootDirs` and `paths`
 * @returns {string[]} `path:line: message`
 */
export function lint(root, names, options) {
  const program = ts.createProgram(
    names.map((name) => join(root, name)),
    { ...OPTIONS, ...options },
  );
  const wanted = new Set(names.map((name) => join(root, name).replaceAll("\\", "/")));
  const files = program.getSourceFiles().filter(({ fileName }) => wanted.has(fileName));
  const line = (file, position) => file.getLineAndCharacterOfPosition(position).line + 1;
  const at = (file, position) => `${file.fileName.slice(root.length + 1)}:${line(file, position)}`;
  return files.flatMap((file) => [
    ...[...program.getSyntacticDiagnostics(file), ...program.getSemanticDiagnostics(file)]
      .filter(({ start, code }) => !IGNORED.has(code) && !(code === UNUSED && isLeading(file, start)))
      .map(
        ({ start, code, messageText }) =>
          `${at(file, start)}: TS${code} ${ts.flattenDiagnosticMessageText(messageText, "\n")}`,
      ),
    ...style(program.getTypeChecker(), file).map(({ node, message }) => `${at(file, node.getStart(file))}: ${message}`),
  ]);
}

/** Returns whether a parameter, or an element of a pattern, has others after it, which need it. */
function isLeading(file, start) {
  const find = (node) => (node.getStart(file) === start && isElement(node) ? node : ts.forEachChild(node, find));
  const isElement = (node) => ts.isParameter(node) || ts.isBindingElement(node);
  const element = find(file);
  const all = element && (ts.isParameter(element) ? element.parent.parameters : element.parent.elements);
  return Boolean(all) && !ts.isObjectBindingPattern(element.parent) && all.at(-1) !== element;
}

function style(checker, file) {
  const faults = [];
  const lets = new Map(); // nodes of names that `let` declares, by symbol
  const assigned = new Set();
  const visit = (node) => {
    if (ts.isBinaryExpression(node)) {
      const { kind } = node.operatorToken;
      if (kind === ts.SyntaxKind.EqualsEqualsToken || kind === ts.SyntaxKind.ExclamationEqualsToken) {
        faults.push({ node, message: `"${node.operatorToken.getText(file)}" converts types: write "===" or "!=="` });
      }
    } else if (ts.isVariableDeclarationList(node) && !(node.flags & ts.NodeFlags.BlockScoped)) {
      faults.push({ node, message: '"var" has the scope of a function: write "const" or "let"' });
    } else if (ts.isVariableDeclaration(node) && isLet(node) && (node.initializer || isOf(node))) {
      namesIn(node.name).forEach((name) => lets.set(checker.getSymbolAtLocation(name), name));
    } else if (ts.isIdentifier(node) && isAssigned(node)) {
      assigned.add(
        ts.isShorthandPropertyAssignment(node.parent)
          ? checker.getShorthandAssignmentValueSymbol(node.parent)
          : checker.getSymbolAtLocation(node),
      );
    }
    ts.forEachChild(node, visit);
  };
  visit(file);
  for (const [symbol, node] of lets) {
    // Destructuring declares names together: `const` is possible if none of them is assigned.
    const list = ts.findAncestor(node, ts.isVariableDeclaration);
    const isAnyAssigned = namesIn(list.name).some((name) => assigned.has(checker.getSymbolAtLocation(name)));
    if (!assigned.has(symbol) && !isAnyAssigned) {
      faults.push({ node, message: `"${node.text}" is never assigned again: write "const"` });
    }
  }
  return faults;
}

const isLet = ({ parent }) => ts.isVariableDeclarationList(parent) && Boolean(parent.flags & ts.NodeFlags.Let);

const isOf = ({ parent: { parent } }) => ts.isForOfStatement(parent) || ts.isForInStatement(parent);

const namesIn = (name) =>
  ts.isIdentifier(name) ? [name] : name.elements.flatMap((element) => (element.name ? namesIn(element.name) : []));

/** Returns whether a name is the target of an assignment, also within a pattern. */
function isAssigned(node) {
  let target = node;
  let { parent } = node;
  while (isPattern(parent, target)) {
    target = parent;
    parent = parent.parent;
  }
  if (ts.isPrefixUnaryExpression(parent) || ts.isPostfixUnaryExpression(parent)) {
    return parent.operator === ts.SyntaxKind.PlusPlusToken || parent.operator === ts.SyntaxKind.MinusMinusToken;
  }
  const { FirstAssignment, LastAssignment } = ts.SyntaxKind;
  return (
    (ts.isBinaryExpression(parent) &&
      parent.left === target &&
      parent.operatorToken.kind >= FirstAssignment &&
      parent.operatorToken.kind <= LastAssignment) ||
    ((ts.isForOfStatement(parent) || ts.isForInStatement(parent)) && parent.initializer === target)
  );
}

function isPattern(parent, child) {
  return (
    ts.isArrayLiteralExpression(parent) ||
    ts.isObjectLiteralExpression(parent) ||
    ts.isSpreadElement(parent) ||
    ts.isSpreadAssignment(parent) ||
    ts.isShorthandPropertyAssignment(parent) ||
    ts.isParenthesizedExpression(parent) ||
    (ts.isPropertyAssignment(parent) && parent.initializer === child)
  );
}
