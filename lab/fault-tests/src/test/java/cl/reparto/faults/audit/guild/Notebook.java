package cl.reparto.faults.audit.guild;

import java.util.ArrayList;
import java.util.List;

/** What an auditor has to find fault with as soon as it is read. */
final class Notebook {

	private final List<String> violations = new ArrayList<>();

	private int doubled;

	/** Something is not as promised. */
	void wrong(String violation) {
		this.violations.add(violation);
	}

	/** Something that is to be there once is there again. */
	void twice(String violation) {
		this.doubled++;
		this.violations.add(violation);
	}

	List<String> violations() {
		return this.violations;
	}

	int doubled() {
		return this.doubled;
	}

}
