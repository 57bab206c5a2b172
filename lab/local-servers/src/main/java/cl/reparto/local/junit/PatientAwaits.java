package cl.reparto.local.junit;

import java.time.Duration;

import org.awaitility.Awaitility;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestPlan;

/**
 * Lets tests wait for longer than Awaitility's 10 s where they do not say for how long:
 * machines that do a dozen things at once are slow now and then, and no promise is about
 * that. JUnit finds it by itself.
 */
public final class PatientAwaits implements TestExecutionListener {

	private static final Duration PATIENCE = Duration.ofSeconds(30);

	@Override
	public void testPlanExecutionStarted(TestPlan plan) {
		Awaitility.setDefaultTimeout(PATIENCE);
	}

}
