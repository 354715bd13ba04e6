using Serverless.Bench.Problems;
using Serverless.Bench.Surrogates;
using Serverless.Core.Generators;
using Serverless.Core.Objectives;
using Serverless.Core.Tables;
using Serverless.MultiObjective.Randomness;
using Serverless.Spaces;
using Serverless.Spaces.Encodings;

namespace Serverless.Bench.Generators;

/// <summary>The plan of a comparison of generators with searches.</summary>
/// <param name="Known">The problems of the devices that generators are fitted to.</param>
/// <param name="Unseen">The problems of the devices that are asked for.</param>
/// <param name="Methods">The methods, one or more.</param>
/// <param name="Evaluations">
/// The evaluations of a search for one device; a fit and its answers for all devices together take as many as all searches.
/// </param>
/// <param name="Seeds">The number of runs of each method, with seeds 1 to this.</param>
sealed record DevicePlan(
    IReadOnlyList<(SuiteDevice Device, TableProblem Problem)> Known, IReadOnlyList<(SuiteDevice Device, TableProblem Problem)> Unseen,
    IReadOnlyList<DeviceMethod> Methods, int Evaluations, int Seeds)
{
    /// <summary>The default number of evaluations of a search for one device.</summary>
    public const int UsualEvaluations = 100;

    /// <summary>The default number of seeds.</summary>
    public const int UsualSeeds = 5;

    const int LeastFitted = 50;

    readonly ArchitectureEncoder _encoder = ArchitectureEncoders.For(Known[0].Problem.Space, Known[0].Problem.Space.DefaultSkeleton, TableImages.Shape);

    /// <value>The number of evaluations for all devices together.</value>
    public int Total => Evaluations * Unseen.Count;

    /// <value>How many of the total are the architectures to whose quality a generator is fitted; the others are its answers.</value>
    public int Fitted => Total - (Unseen.Count * DeviceSuite.Answers);

    /// <value>The number of cost measurements on each known device.</value>
    public int Measured => Math.Min(DeviceSuite.Measured, Fitted);

    /// <value>The reference architectures, whose costs characterise a device.</value>
    public IReadOnlyList<Architecture> References { get; } =
        ReferenceArchitectures.Of(Known[0].Problem.Space, Known[0].Problem.Space.DefaultSkeleton, TableImages.Shape);

    /// <exception cref="BenchException">There are too few evaluations, or no tables.</exception>
    public static DevicePlan Of(BenchOptions options, ProblemCatalogue catalogue)
    {
        var plan = new DevicePlan(
            Problems(DeviceSuite.Known, catalogue), Problems(DeviceSuite.Unseen, catalogue), WithAllForEach(DeviceMethod.ReadAll(options.Algorithms, options.Set)), options.Evaluations, options.Seeds);
        return plan.Fitted >= LeastFitted
            ? plan
            : throw new BenchException(
                $"Of {plan.Total} evaluations, {plan.Total - plan.Fitted} are for proposed architectures, and {plan.Fitted} remain to fit generators to, fewer than {LeastFitted}. Increase --evaluations.");
    }

    // The baseline is also run with as many evaluations per device as there are for all, to show what a generator saves if it gets as far.
    static IReadOnlyList<DeviceMethod> WithAllForEach(IReadOnlyList<DeviceMethod> methods) =>
        methods.FirstOrDefault(method => method.Search is not null) is { } baseline && methods.Any(method => method.Generator is not null)
            ? [.. methods.SelectMany(method => method == baseline ? new[] { method, method.ForEach() } : [method])]
            : methods;

    /// <summary>
    /// Returns the data that a generator is fitted to: the first draws of a seed, all connected, and the costs of some of them on known devices.
    /// </summary>
    public GeneratorMaterial MaterialOf(int seed)
    {
        var problem = Known[0].Problem;
        int[] rows = [.. Enumerable.Range(0, problem.RowCount).Where(row => _encoder.IsConnected(problem.Table.Architectures[row]))];
        RandomDraw.ToFront<int>(rows, Fitted, seed);
        int[] measured = rows[..Measured];
        return new()
        {
            Quality = TableTargets.Of(
                problem.Space, [problem.Metrics[0]], [.. rows[..Fitted].Select(row => problem.Table.Architectures[row])], (place, metric) => problem.Table.Column(metric.Column)[rows[place]]),
            Cost = new Objective { Metric = DeviceSuite.ReportedMetric, Goal = Goal.Minimise },
            References = References,
            Devices =
            [
                .. Known.Select(known => new KnownDevice(
                    known.Device.Name,
                    ReferenceValues(known.Problem),
                    [.. measured.Select(row => problem.Table.Architectures[row])],
                    [.. measured.Select(row => known.Problem.Table.Column(known.Problem.Metrics[1].Column)[row])])),
            ],
        };
    }

    /// <summary>Returns the embedding by which generators identify a device.</summary>
    public DeviceEmbedding EmbeddingOf(TableProblem problem) => DeviceEmbedding.Of(ReferenceValues(problem));

    double[] ReferenceValues(TableProblem problem) =>
        [.. References.Select(one => problem.Table.Column(problem.Metrics[1].Column)[problem.Table.RowOf(one)!.Value])]; // the table has every cell

    static IReadOnlyList<(SuiteDevice Device, TableProblem Problem)> Problems(IReadOnlyList<SuiteDevice> devices, ProblemCatalogue catalogue) =>
        [.. devices.Select(device => (device, catalogue.Find($"{DeviceSuite.Table}/{DeviceSuite.Quality}/{device.Column}", device.Name)))];
}
