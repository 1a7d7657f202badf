package dev.tablecast.infrastructure;

import com.pulumi.Context;
import com.pulumi.context.LoggingContext;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Collection;

/** A Pulumi context that keeps the warnings, which its tests otherwise don't show. */
final class WarningContext {
    private WarningContext() {}

    static Context of(Context context, Collection<String> warnings) {
        var log =
                proxy(
                        LoggingContext.class,
                        (method, arguments) -> {
                            if (method.getName().equals("warn")) {
                                warnings.add((String) arguments[0]);
                            }
                            return invoke(context.log(), method, arguments);
                        });
        return proxy(
                Context.class,
                (method, arguments) ->
                        method.getName().equals("log") ? log : invoke(context, method, arguments));
    }

    private interface Call {
        Object answer(Method method, Object[] arguments);
    }

    private static <T> T proxy(Class<T> type, Call call) {
        return type.cast(
                Proxy.newProxyInstance(
                        type.getClassLoader(),
                        new Class<?>[] {type},
                        (proxy, method, arguments) -> call.answer(method, arguments)));
    }

    private static Object invoke(Object target, Method method, Object[] arguments) {
        try {
            return method.invoke(target, arguments);
        } catch (IllegalAccessException | InvocationTargetException e) {
            throw new IllegalStateException(e);
        }
    }
}
