import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.jena.graph.Node;
import org.apache.jena.graph.NodeFactory;
import org.apache.jena.graph.Triple;
import org.apache.jena.query.Dataset;
import org.apache.jena.query.DatasetFactory;
import org.apache.jena.query.QueryCancelledException;
import org.apache.jena.query.QueryExecution;
import org.apache.jena.query.QueryExecutionFactory;
import org.apache.jena.query.ResultSet;
import org.apache.jena.riot.RDFDataMgr;
import org.apache.jena.riot.system.StreamRDF;
import org.apache.jena.riot.system.StreamRDFBase;
import org.apache.jena.sparql.core.DatasetGraph;
import org.apache.jena.sparql.core.Quad;
import org.apache.jena.sparql.engine.binding.Binding;

/**
 * Load N-Quads and a vocabulary into memory and time query files, one line of JSON for each.
 *
 * <p>Usage: java JenaQueries.java [--runs N] [--warm N] [--seconds S] [--no-rows] GRAPH.nq
 * VOCABULARY.nt QUERY.rq… (started by {@code jena.py}, which finds Jena). The first line tells the
 * load: {@code {"triples": n, "seconds": s}}; each other one query: {@code {"query": path,
 * "seconds": […], "columns": […], "count": n, "rows": [[…]]}}, or {@code "error"} for what came
 * after {@code "query"}. A cell is the text of its term, empty where unbound; ASK answers yes or no
 * in the column "answer".
 */
public class JenaQueries {
    private static final Node VOCABULARY =
        NodeFactory.createURI("https://w3id.org/strategy-graph/vocabulary");
    private static final Pattern NAMES_GRAPHS = Pattern.compile("(?i)\\bGRAPH\\b");
    private static final long GRACE = 2000;
    private static final Gson JSON = new GsonBuilder().disableHtmlEscaping().create();

    private int runs = 1;
    private int warm = 0;
    private double limit = 60;
    private boolean withRows = true;

    private record Answer(List<String> columns, List<List<String>> rows) {}

    /**
     * Puts what is read into the default graph, whatever graph names it, since the library asks the
     * union; and under its name too where a query asks for names.
     */
    private static final class Union extends StreamRDFBase {
        private final DatasetGraph data;
        private final boolean named;

        Union(DatasetGraph data, boolean named) {
            this.data = data;
            this.named = named;
        }

        @Override
        public void triple(Triple triple) {
            quad(new Quad(VOCABULARY, triple));
        }

        @Override
        public void quad(Quad quad) {
            data.getDefaultGraph().add(quad.asTriple());
            if (named) {
                data.add(quad);
            }
        }
    }

    public static void main(String[] arguments) throws Exception {
        new JenaQueries().run(arguments);
    }

    private void run(String[] arguments) throws Exception {
        List<String> files = readOptions(arguments);
        List<String> queries = files.subList(2, files.size());
        List<String> texts = new ArrayList<>();
        for (String query : queries) {
            texts.add(Files.readString(Path.of(query)));
        }
        boolean named = texts.stream().anyMatch(text -> NAMES_GRAPHS.matcher(text).find());
        // Terms are told apart by their text, not by their value, as in the other engines.
        Dataset data = DatasetFactory.createTxnMem();
        long start = System.nanoTime();
        data.executeWrite(() -> {
            StreamRDF union = new Union(data.asDatasetGraph(), named);
            RDFDataMgr.parse(union, files.get(0));
            RDFDataMgr.parse(union, files.get(1));
        });
        double took = since(start);
        data.executeRead(() -> print(
            "triples", data.asDatasetGraph().getDefaultGraph().size(), "seconds", took));
        for (int i = 0; i < queries.size(); i++) {
            String query = queries.get(i);
            String text = texts.get(i);
            Thread asking = new Thread(() -> data.executeRead(() -> time(data, query, text)));
            asking.setDaemon(true);
            asking.start();
            asking.join((long) ((warm + Math.max(1, runs)) * limit * 1000) + GRACE);
            if (asking.isAlive()) {
                end(asking);
                tellLate(query);
            }
        }
    }

    /** Ends a query that Jena has told to stop and that has not heard it, as sometimes happens. */
    @SuppressWarnings({"deprecation", "removal"})
    private static void end(Thread asking) throws InterruptedException {
        asking.stop();
        asking.join(GRACE);
    }

    private void tellLate(String query) {
        print("query", query, "error", "stopped after " + limit + " s");
    }

    private List<String> readOptions(String[] arguments) {
        int next = 0;
        while (next < arguments.length && arguments[next].startsWith("--")) {
            String option = arguments[next++];
            switch (option) {
                case "--runs" -> runs = Integer.parseInt(arguments[next++]);
                case "--warm" -> warm = Integer.parseInt(arguments[next++]);
                case "--seconds" -> limit = Double.parseDouble(arguments[next++]);
                case "--no-rows" -> withRows = false;
                default -> throw new IllegalArgumentException("There is no option " + option);
            }
        }
        return List.of(arguments).subList(next, arguments.length);
    }

    private void time(Dataset data, String file, String text) {
        List<Double> seconds = new ArrayList<>();
        Answer answer = null;
        try {
            for (int run = -warm; run < Math.max(1, runs); run++) {
                long start = System.nanoTime();
                answer = ask(data, text);
                if (run >= 0) {
                    seconds.add(since(start));
                }
            }
        } catch (QueryCancelledException late) {
            tellLate(file);
            return;
        } catch (RuntimeException | StackOverflowError fault) {
            print("query", file, "error", fault.toString());
            return;
        }
        if (withRows) {
            print("query", file, "seconds", seconds, "columns", answer.columns,
                "count", answer.rows.size(), "rows", answer.rows);
        } else {
            print("query", file, "seconds", seconds, "columns", answer.columns,
                "count", answer.rows.size());
        }
    }

    private Answer ask(Dataset data, String text) {
        try (QueryExecution execution = QueryExecutionFactory.create(text, data)) {
            execution.setTimeout((long) (limit * 1000), TimeUnit.MILLISECONDS);
            if (execution.getQuery().isAskType()) {
                String answer = execution.execAsk() ? "yes" : "no";
                return new Answer(List.of("answer"), List.of(List.of(answer)));
            }
            ResultSet found = execution.execSelect();
            List<String> columns = found.getResultVars();
            List<List<String>> rows = new ArrayList<>();
            while (found.hasNext()) {
                Binding binding = found.nextBinding();
                List<String> row = new ArrayList<>(columns.size());
                for (String column : columns) {
                    row.add(cell(binding.get(column)));
                }
                rows.add(row);
            }
            return new Answer(columns, rows);
        }
    }

    private static String cell(Node term) {
        if (term == null) {
            return "";
        }
        return term.isLiteral() ? term.getLiteralLexicalForm() : term.toString();
    }

    private static double since(long start) {
        return (System.nanoTime() - start) / 1e9;
    }

    private static void print(Object... keysAndValues) {
        Map<Object, Object> line = new LinkedHashMap<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            line.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        System.out.println(JSON.toJson(line));
    }
}
