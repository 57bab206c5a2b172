package cl.reparto.browser;

import java.util.function.Supplier;

import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands tests the system and people who look at it, and lets nobody leave a page that is
 * not in order. Where there is no browser, the tests are left out.
 */
final class Browsing implements ExecutionCondition, ParameterResolver, AfterEachCallback {

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		return Chromium.isMissing().map((missing) -> {
			if (context.getTestMethod().isEmpty()) {
				System.out.println(context.getDisplayName() + " is left out. " + missing);
			}
			return ConditionEvaluationResult.disabled(missing);
		}).orElseGet(() -> ConditionEvaluationResult.enabled("there is a browser"));
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		Class<?> type = parameter.getParameter().getType();
		return type == BrowsedStack.class || type == Visitors.class;
	}

	@Override
	public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
		if (parameter.getParameter().getType() == BrowsedStack.class) {
			return shared(context, BrowsedStack.class, BrowsedStack::new);
		}
		Chromium browser = shared(context, Chromium.class, Chromium::new);
		return store(context).computeIfAbsent(Visitors.class, (key) -> new Visitors(browser), Visitors.class);
	}

	@Override
	public void afterEach(ExtensionContext context) {
		Visitors visitors = store(context).get(Visitors.class, Visitors.class);
		if (visitors != null) {
			visitors.leave(context.getDisplayName(), context.getExecutionException().isPresent());
		}
	}

	private static Store store(ExtensionContext context) {
		return context.getStore(Namespace.create(Browsing.class));
	}

	private static <T> T shared(ExtensionContext context, Class<T> type, Supplier<T> start) {
		return context.getRoot().getStore(Namespace.GLOBAL).computeIfAbsent(type, (key) -> start.get(), type);
	}

}
