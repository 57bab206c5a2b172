package cl.reparto.request;

/**
 * The body of a new order, good as it is.
 */
record AnOrder(String name, String price, String email) {

	static AnOrder anOrder() {
		return new AnOrder("Empanadas de pino", "12990.50", "ana@example.cl");
	}

	AnOrder named(String name) {
		return new AnOrder(name, this.price, this.email);
	}

	AnOrder priced(String price) {
		return new AnOrder(this.name, price, this.email);
	}

	String json() {
		return """
				{"name":"%s","price":%s,"email":"%s"}""".formatted(this.name, this.price, this.email);
	}

}
