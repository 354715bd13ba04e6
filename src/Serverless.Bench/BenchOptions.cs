using Serverless.Bench.Problems;
using Serverless.Bench.Reports;

namespace Serverless.Bench;

/// <summary>The options of the command line.</summary>
public sealed record BenchOptions
{
    /// <value>The problems, by name; can be empty when there is a suite.</value>
    public IReadOnlyList<string> Problems { get; init; } = [];

    public string? Suite { get; init; }

    /// <value>The algorithms; null for <c>nsga2,random</c>, or for the suite's own defaults.</value>
    public string? Algorithms { get; init; }

    /// <value>The options with which each algorithm is run again, one at a time: <c>name=value</c>.</value>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <value>The external programs to run beside the algorithms, each <c>LABEL=COMMAND</c>.</value>
    public IReadOnlyList<string> External { get; init; } = [];

    public int Evaluations { get; init; } = 200;

    public int Seeds { get; init; } = 20;

    /// <value>
    /// The algorithm against which the others are tested; null for <c>random</c> when it is among them and no option is set, otherwise for the first.
    /// </value>
    public string? Baseline { get; init; }

    public Convention Convention { get; init; } = Convention.Tight;

    public bool Merge { get; init; }

    /// <value>
    /// Whether algorithms are compared by the epochs of the trainings that they request, as in the suite <see cref="Suites.Fidelities"/>.
    /// </value>
    public bool ByEpochs { get; init; }

    public bool Peers { get; init; } = true;

    /// <value>The files that describe the user's own tables.</value>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <value>The folder of the reference tables.</value>
    public required string Data { get; init; }

    public OutputFormat Output { get; init; } = OutputFormat.Table;

    /// <value>
    /// The number of processes that search at once in suites that train networks; null for the number of cores, or in other suites for this process
    /// alone.
    /// </value>
    public int? Processes { get; init; }

    /// <value>The file that stores results of suites that train networks; null for none.</value>
    public string? Resume { get; init; }

    /// <value>The arguments as typed, for processes that do the same.</value>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <value>Whether this process does what another process requests.</value>
    public bool IsServing { get; init; }

    /// <value>The path of the page with plots; null for none.</value>
    public string? Plot { get; init; }
}
