package cl.reparto.load;

import java.io.IOException;
import java.util.List;

/**
 * Tells what was measured.
 */
public interface Report {

	/**
	 * Writes the report, in place of one that is there.
	 * @param outcomes of each scenario
	 * @param limits measured in the same run
	 * @param goals measured in the same run
	 * @throws IOException if it cannot be written
	 */
	void write(List<Outcome> outcomes, List<Limit> limits, List<Goal> goals) throws IOException;

}
