package cl.reparto.notification.find;

/**
 * Where rows of the index are. What a name begins with comes after every order's own key,
 * which is hexadecimal.
 */
enum Shelf {

	/** Live orders, by when their next status is due. */
	DUE('w'),
	/** All orders, each at its place for good: what is written over leaves no gap. */
	ALL('x'),
	/** Orders that have ended, once more. */
	ENDED('y');

	private final byte prefix;

	Shelf(char prefix) {
		this.prefix = (byte) prefix;
	}

	byte prefix() {
		return this.prefix;
	}

}
