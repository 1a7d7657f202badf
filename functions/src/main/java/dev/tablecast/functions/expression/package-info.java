/**
 * DynamoDB's condition expressions over plain values: the language of filters and of row access.
 *
 * <h2>Language</h2>
 *
 * <p>The comparators {@code =}, {@code <>}, {@code <}, {@code <=}, {@code >} and {@code >=}, {@code
 * BETWEEN}, {@code IN}, {@code AND}, {@code OR}, {@code NOT} and parentheses, the functions {@code
 * attribute_exists}, {@code attribute_not_exists}, {@code attribute_type}, {@code begins_with},
 * {@code contains} and {@code size}, and document paths such as {@code address.lines[0]}. A name
 * that is reserved, or isn't letters, digits and {@code _}, is a placeholder such as {@code #n};
 * every value is one such as {@code :v}.
 *
 * <ul>
 *   <li>Types never convert: the text {@code "1"} isn't the number 1. Numbers compare by amount,
 *       with all their 38 digits; texts by their UTF-8; binaries by unsigned bytes.
 *   <li>A missing attribute equals nothing: {@code <>} and {@code NOT a = b} hold, everything else
 *       doesn't, but for {@code attribute_not_exists}.
 *   <li>{@code size} of a number, a boolean or null is like a missing attribute.
 * </ul>
 *
 * <p>Within {@link dev.tablecast.functions.expression.Limits} an expression matches the items that
 * it matches in DynamoDB Local, and is refused if DynamoDB Local refuses it; a test compares them
 * over random expressions and items. Row access differs in what {@link
 * dev.tablecast.functions.expression.ClaimExpression} says.
 *
 * <h2>Limits</h2>
 *
 * <p>An expression has 1,024 bytes, 32 paths and values, and parentheses and {@code NOT} nested 8
 * deep; a path has 8 elements; a value is nested 8 deep; all names have 2,048 bytes, all values
 * 4,096 as JSON.
 *
 * <h2>Values</h2>
 *
 * <p>{@link dev.tablecast.functions.expression.ValueJson} says how JSON says a value.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html">Condition
 *     and filter expressions, operators, and functions in DynamoDB</a>
 */
@NullMarked
package dev.tablecast.functions.expression;

import org.jspecify.annotations.NullMarked;
