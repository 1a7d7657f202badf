package dev.tablecast.local.stepfunctions.asl.parser;

import dev.tablecast.local.stepfunctions.asl.Amount;
import dev.tablecast.local.stepfunctions.asl.DataFlow;
import dev.tablecast.local.stepfunctions.asl.DistributedMap;
import dev.tablecast.local.stepfunctions.asl.Items;
import dev.tablecast.local.stepfunctions.asl.Pause;
import dev.tablecast.local.stepfunctions.asl.Text;
import dev.tablecast.local.stepfunctions.asl.choice.ChoiceRule;
import dev.tablecast.local.stepfunctions.path.PayloadTemplate;
import org.jspecify.annotations.Nullable;

/** Parses the data processing fields of a state in one query language. */
interface StateData {
    /** Parses the fields of a state that passes its input on: Choice and Wait. */
    DataFlow passing();

    DataFlow ofPass();

    DataFlow ofSucceed();

    /**
     * Parses the fields of a state with a result.
     *
     * @param arguments whether the state passes Parameters or Arguments to its task or branches;
     *     false for a Map
     */
    DataFlow withResult(boolean arguments);

    DataFlow ofRule(Fields rule);

    DataFlow ofCatcher(Fields catcher);

    /**
     * Parses the condition of a choice rule. Returns null if it is invalid, after reporting its
     * problems.
     */
    @Nullable ChoiceRule condition(Fields rule);

    Items items();

    /**
     * Returns the name of the field with the parameters of a call: {@code Parameters} or {@code
     * Arguments}.
     */
    String parameters();

    /**
     * Parses a template in a field of the state or of an object in it; null if the field is absent.
     */
    @Nullable PayloadTemplate template(Fields owner, String field);

    /** Parses a number in a field or its {@code ...Path} variant; null if both are absent. */
    @Nullable Amount amount(Fields owner, String field, int least, int most);

    DistributedMap.@Nullable Percentage percentage(String field);

    @Nullable Text text(String field);

    Pause pause();
}
