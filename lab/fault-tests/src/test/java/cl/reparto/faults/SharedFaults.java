package cl.reparto.faults;

import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.platform.commons.support.AnnotationSupport;

import static org.junit.jupiter.api.extension.ConditionEvaluationResult.disabled;
import static org.junit.jupiter.api.extension.ConditionEvaluationResult.enabled;

/**
 * Gives all test classes of a JVM the same {@link Faults}, and skips those of the
 * catalogue that are not of the part that {@code faults.part} asks for.
 */
public final class SharedFaults implements ParameterResolver, ExecutionCondition {

	@Override
	public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
		Part asked = Part.of(System.getProperty("faults.part", "all"));
		return AnnotationSupport.findAnnotation(context.getElement(), Fault.class)
			.filter((fault) -> !asked.has(fault))
			.map((fault) -> disabled(where(fault.part())))
			.orElseGet(() -> enabled("asked for"));
	}

	private static String where(int part) {
		return switch (part) {
			case Fault.AS_IN_THE_SHORT_SET -> "the short set shows as much";
			case Fault.BY_HAND -> "takes long and is run by hand, with -Pfaults";
			default -> "is of part " + part + "/" + Part.PARTS;
		};
	}

	@Override
	public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
		return parameter.getParameter().getType() == Faults.class;
	}

	@Override
	public Faults resolveParameter(ParameterContext parameter, ExtensionContext context) {
		return context.getRoot()
			.getStore(ExtensionContext.Namespace.GLOBAL)
			.computeIfAbsent(Faults.class, (type) -> new Faults(), Faults.class);
	}

}
