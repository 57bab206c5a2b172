package cl.reparto.notification.status;

import java.util.Arrays;

import cl.reparto.model.Status;
import cl.reparto.notification.rules.ShopRules;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class ViewConfigurationTests {

	/** What it passed over, it would miss for good. */
	@Test
	void makesAViewOfTheStatusesThatItKnows() {
		assertThat(ViewConfiguration.maker(ShopRules.DEFAULT)).contains(Arrays.toString(Status.values()));
	}

}
