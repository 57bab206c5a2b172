package cl.reparto.service.page;

import java.util.Map;

import cl.reparto.service.web.ProblemException;
import cl.reparto.service.web.ProblemKind;
import org.junit.jupiter.api.Test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class FormFieldsTests {

	@Test
	void readsTheFirstValueOfEachField() {
		assertThat(FormFields.read("motivo=ya+no+hay%3D&id=1&id=2&vacio".getBytes(UTF_8)))
			.isEqualTo(Map.of("motivo", "ya no hay=", "id", "1", "vacio", ""));
	}

	@Test
	void refusesWhatCannotBeDecoded() {
		assertThatThrownBy(() -> FormFields.read("motivo=%zz".getBytes(UTF_8))).isInstanceOfSatisfying(
				ProblemException.class, (refused) -> assertThat(refused.kind()).isEqualTo(ProblemKind.BAD_REQUEST));
	}

}
