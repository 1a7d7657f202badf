/**
 * DynamoDB's condition expressions over plain values: the language of filters and of row access.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Expressions.OperatorsAndFunctions.html">Condition
 *     and filter expressions, operators, and functions in DynamoDB</a>
 */
@NullMarked
package dev.tablecast.functions.expression;

import org.jspecify.annotations.NullMarked;
