package dev.tablecast.infrastructure;

import com.pulumi.core.Output;

/** A table as those see it who only follow its changes. */
record SourceStream(Output<String> table, Output<String> arn) {}
