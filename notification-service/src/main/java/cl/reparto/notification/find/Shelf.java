package cl.reparto.notification.find;

import cl.reparto.model.Status;

/**
 * Where an order is in the index. It leaves the live ones once and comes back from
 * nowhere. What a name begins with comes after every order's own key, which is
 * hexadecimal.
 */
enum Shelf {

	LIVE('x'), FINISHED('y'), CANCELLED('z');

	private final byte prefix;

	Shelf(char prefix) {
		this.prefix = (byte) prefix;
	}

	static Shelf of(Status status) {
		return switch (status) {
			case RECIBIDO, PREPARANDO, ENTREGANDO -> LIVE;
			case FINALIZADO -> FINISHED;
			case CANCELADO -> CANCELLED;
		};
	}

	byte prefix() {
		return this.prefix;
	}

}
