package cl.reparto.load.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Rectangle;
import java.awt.Stroke;
import java.io.StringWriter;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import javax.xml.transform.OutputKeys;
import javax.xml.transform.Transformer;
import javax.xml.transform.TransformerException;
import javax.xml.transform.TransformerFactory;
import javax.xml.transform.dom.DOMSource;
import javax.xml.transform.stream.StreamResult;

import org.apache.batik.svggen.SVGGraphics2D;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.ValueAxis;
import org.jfree.chart.block.BlockBorder;
import org.jfree.chart.plot.IntervalMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.ui.Layer;
import org.jfree.chart.ui.RectangleAnchor;
import org.jfree.chart.ui.RectangleInsets;
import org.jfree.chart.ui.TextAnchor;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;
import org.w3c.dom.Document;
import org.w3c.dom.Element;

/**
 * Curves drawn over two axes, small enough for letters to be read on a phone.
 */
final class Diagram {

	private static final Rectangle SIZE = new Rectangle(420, 280);

	private static final Font LETTERS = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

	private static final Color INK = new Color(0x333333);

	private static final Color GRID = new Color(0xdddddd);

	private static final Color NONE = new Color(0, true);

	private static final Color BAND = new Color(0xd9c898);

	private final XYSeriesCollection curves = new XYSeriesCollection();

	private final XYLineAndShapeRenderer renderer = new XYLineAndShapeRenderer(true, false);

	private final XYPlot plot;

	Diagram(ValueAxis across, ValueAxis up) {
		this.plot = new XYPlot(this.curves, letters(across), letters(up), this.renderer);
		this.plot.setBackgroundPaint(null);
		this.plot.setOutlineVisible(false);
		this.plot.setDomainGridlinesVisible(false);
		this.plot.setRangeGridlinePaint(GRID);
		this.plot.setRangeGridlineStroke(new BasicStroke(1));
		this.plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
		// One path a curve, not one for each of its points.
		this.renderer.setDrawSeriesLineAsPath(true);
	}

	Diagram curve(String name, Curve curve, Color color, Stroke stroke) {
		XYSeries series = new XYSeries(name, false);
		curve.points().forEach((point) -> series.add(point.x(), point.y(), false));
		int index = this.curves.getSeriesCount();
		this.curves.addSeries(series);
		this.renderer.setSeriesPaint(index, color);
		this.renderer.setSeriesStroke(index, stroke);
		return this;
	}

	/** A range of heights, behind the curves. */
	Diagram band(String name, double from, double to) {
		IntervalMarker band = new IntervalMarker(from, to, BAND);
		band.setAlpha(1);
		band.setOutlinePaint(BAND);
		band.setLabel(name);
		band.setLabelFont(LETTERS);
		band.setLabelPaint(INK);
		band.setLabelBackgroundColor(NONE);
		band.setLabelAnchor(RectangleAnchor.TOP_RIGHT);
		band.setLabelTextAnchor(TextAnchor.BOTTOM_RIGHT);
		this.plot.addRangeMarker(band, Layer.BACKGROUND);
		return this;
	}

	/** The picture: without a ground, to lie on any bright one. */
	String svg() {
		JFreeChart chart = new JFreeChart(null, LETTERS, this.plot, true);
		chart.setBackgroundPaint(null);
		chart.setPadding(new RectangleInsets(8, 4, 4, 12));
		LegendTitle legend = chart.getLegend();
		legend.setItemFont(LETTERS);
		legend.setItemPaint(INK);
		legend.setBackgroundPaint(null);
		legend.setFrame(BlockBorder.NONE);
		SVGGraphics2D graphics = new SVGGraphics2D(document());
		chart.draw(graphics, SIZE);
		Element root = graphics.getRoot();
		root.setAttribute("viewBox", "0 0 %d %d".formatted(SIZE.width, SIZE.height));
		return text(root);
	}

	/** Without the DTD that Batik would have it fetch. */
	private static String text(Element svg) {
		try {
			Transformer transformer = TransformerFactory.newDefaultInstance().newTransformer();
			transformer.setOutputProperty(OutputKeys.OMIT_XML_DECLARATION, "yes");
			StringWriter text = new StringWriter();
			transformer.transform(new DOMSource(svg), new StreamResult(text));
			return text.toString();
		}
		catch (TransformerException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Document document() {
		try {
			return DocumentBuilderFactory.newDefaultNSInstance()
				.newDocumentBuilder()
				.getDOMImplementation()
				.createDocument(SVGGraphics2D.SVG_NAMESPACE_URI, "svg", null);
		}
		catch (ParserConfigurationException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static ValueAxis letters(ValueAxis axis) {
		axis.setLabelFont(LETTERS);
		axis.setTickLabelFont(LETTERS);
		axis.setLabelPaint(INK);
		axis.setTickLabelPaint(INK);
		return axis;
	}

}
