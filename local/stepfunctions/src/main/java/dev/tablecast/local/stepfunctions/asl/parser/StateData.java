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

/** Parses the fields of a state that are written in its query language. */
interface StateData {
    /** The data of a state that passes its input on: Choice and Wait. */
    DataFlow passing();

    DataFlow ofPass();

    DataFlow ofSucceed();

    /**
     * The data of a state that has a result.
     *
     * @param arguments whether the state gives them to whatever yields the result; a Map doesn't
     */
    DataFlow withResult(boolean arguments);

    DataFlow ofRule(Fields rule);

    DataFlow ofCatcher(Fields catcher);

    /** The condition of a rule; null where it has mistakes, which have then been noted. */
    @Nullable ChoiceRule condition(Fields rule);

    Items items();

    /** The name of the field that has the parameters of a call. */
    String parameters();

    /** A template in a field of the state or of an object in it; null where it is absent. */
    @Nullable PayloadTemplate template(Fields owner, String field);

    /** A field, or its {@code ...Path} variant; null where there is neither. */
    @Nullable Amount amount(Fields owner, String field, int least, int most);

    DistributedMap.@Nullable Percentage percentage(String field);

    @Nullable Text text(String field);

    Pause pause();
}
