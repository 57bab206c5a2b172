package cl.reparto.model;

import java.util.Optional;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class StatusTests {

	@Test
	void knowsItsSuccessor() {
		assertThat(Status.RECIBIDO.next()).contains(Status.PREPARANDO);
		assertThat(Status.PREPARANDO.next()).contains(Status.ENTREGANDO);
		assertThat(Status.ENTREGANDO.next()).contains(Status.FINALIZADO);
		assertThat(Status.FINALIZADO.next()).isEqualTo(Optional.empty());
		assertThat(Status.CANCELADO.next()).isEqualTo(Optional.empty());
	}

	@Test
	void isReadByItsWireNameOnly() {
		assertThat(Status.of("entregando")).isEqualTo(Status.ENTREGANDO);
		assertThatThrownBy(() -> Status.of("ENTREGANDO")).hasMessageContaining("recibido, preparando, entregando");
	}

}
