import java.util.List;

/** One part of the benchmarks: a class of its own in this folder with a constructor without arguments, run by its name. */
interface Part {

    List<Measure> run(Bench bench) throws Exception;
}
