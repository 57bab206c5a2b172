package cl.reparto.local.start;

/**
 * A program that greets once; {@code rude} lets it fail.
 */
final class Greeting {

	private Greeting() {
	}

	static void main(String... args) {
		System.out.println("hello");
		if (Boolean.getBoolean("rude")) {
			System.exit(1);
		}
	}

}
