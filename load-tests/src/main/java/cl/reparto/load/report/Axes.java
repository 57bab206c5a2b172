package cl.reparto.load.report;

import java.text.DecimalFormat;
import java.text.DecimalFormatSymbols;
import java.util.Locale;

import org.jfree.chart.axis.LogAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.axis.NumberTickUnit;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.data.RangeType;

/**
 * The axes of all diagrams.
 */
final class Axes {

	private Axes() {
	}

	/** From 0, and as far as the curves go. */
	static ValueAxis even(String label) {
		NumberAxis axis = new NumberAxis(label);
		axis.setStandardTickUnits(NumberAxis.createStandardTickUnits(Locale.ROOT));
		axis.setLowerMargin(0);
		axis.setRangeType(RangeType.POSITIVE);
		return axis;
	}

	/** From 0 up to a height. */
	static ValueAxis even(String label, double top) {
		ValueAxis axis = even(label);
		axis.setRange(0, top);
		return axis;
	}

	/** Each step ten times the one before. */
	static ValueAxis logarithmic(String label) {
		LogAxis axis = new LogAxis(label);
		axis.setStandardTickUnits(NumberAxis.createIntegerTickUnits(Locale.ROOT));
		axis.setNumberFormatOverride(new DecimalFormat("#,##0.###", DecimalFormatSymbols.getInstance(Locale.ROOT)));
		return axis;
	}

	/** Percentiles, each step with one nine more than the one before. */
	static ValueAxis nines(String label) {
		NumberAxis axis = new NumberAxis(label);
		axis.setLowerMargin(0);
		axis.setTickUnit(new NumberTickUnit(1) {
			@Override
			public String valueToString(double nines) {
				DecimalFormat percent = new DecimalFormat("0.###", DecimalFormatSymbols.getInstance(Locale.ROOT));
				return percent.format(Curve.percentile(nines));
			}
		});
		return axis;
	}

}
