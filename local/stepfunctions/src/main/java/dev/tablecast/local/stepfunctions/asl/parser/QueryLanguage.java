package dev.tablecast.local.stepfunctions.asl.parser;

/**
 * The query language of a state's paths and expressions.
 *
 * @see <a
 *     href="https://docs.aws.amazon.com/step-functions/latest/dg/transforming-data.html">Transforming
 *     data with JSONata</a>
 */
enum QueryLanguage {
    JSON_PATH("JSONPath"),
    JSONATA("JSONata");

    private final String fieldValue;

    QueryLanguage(String fieldValue) {
        this.fieldValue = fieldValue;
    }

    /** Reads the query language of a state machine; JSONPath by default. */
    static QueryLanguage ofMachine(Fields fields) {
        return read(fields, JSON_PATH);
    }

    /** Reads the query language of a state; that of the state machine by default. */
    static QueryLanguage ofState(Fields fields, QueryLanguage ofMachine) {
        var language = read(fields, ofMachine);
        if (language == JSON_PATH && ofMachine == JSONATA) {
            fields.problem(
                    "'QueryLanguage' can not be 'JSONPath' if set to 'JSONata' for whole state"
                            + " machine");
        }
        return language;
    }

    private static QueryLanguage read(Fields fields, QueryLanguage otherwise) {
        var text = fields.text("QueryLanguage");
        if (text == null) {
            return otherwise;
        }
        for (var language : values()) {
            if (language.fieldValue.equals(text)) {
                return language;
            }
        }
        fields.problem("QueryLanguage", "must be JSONPath or JSONata, not \"" + text + "\"");
        return otherwise;
    }

    /** Reports the fields that exist in the other language only. */
    void refuse(Fields fields, Iterable<String> ofTheOther) {
        var other = this == JSONATA ? JSON_PATH : JSONATA;
        for (var field : ofTheOther) {
            if (fields.has(field)) {
                fields.ignore(field);
                fields.problem(
                        field,
                        "The QueryLanguage is set to '"
                                + fieldValue
                                + "', but field '"
                                + field
                                + "' is only supported for the '"
                                + other.fieldValue
                                + "' QueryLanguage");
            }
        }
    }
}
