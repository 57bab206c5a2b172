package cl.reparto.guild.sales;

import cl.reparto.guild.view.TableView;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The table of what was sold.
 */
@Configuration(proxyBeanMethods = false)
class SalesConfiguration {

	@Bean
	TableView<DailySales> dailySalesRows() {
		return DailySalesTable.rows();
	}

	@Bean
	DailySalesTable dailySalesTable(TableView<DailySales> dailySalesRows) {
		return new DailySalesTable(dailySalesRows);
	}

}
