package dev.tablecast.functions.post;

import dev.tablecast.functions.log.LogReader;
import dev.tablecast.functions.view.Views;

/** A feed as posts need it: its log, and the views of its clients. */
record FeedReader(LogReader log, Views views) {}
