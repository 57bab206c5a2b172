package cl.reparto.faults;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A test of the catalogue of faults, in a class with {@link SharedFaults}.
 * {@code mvn verify -Pfaults} runs them all, {@code mvn verify -Dfaults.part=2/4} those
 * of the second part.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Test
@Tag("faults")
public @interface Fault {

	/** In no part, since the short set, which comes before it, shows as much. */
	int AS_IN_THE_SHORT_SET = 0;

	/** In no part, since it takes too long for every build. */
	int BY_HAND = -1;

	/**
	 * The part that runs it, 1 to 4. All take about as long, and each breaks brokers,
	 * services, networks and mail.
	 */
	int part();

}
