using Serverless.Bench.Reports;

namespace Serverless.Bench.Surrogates;

/// <summary>The options of <c>surrogate evaluate</c>.</summary>
public sealed record EvaluateOptions
{
    /// <value>The suite of problems and devices; null for only what is named.</value>
    public string? Suite { get; init; }

    /// <value>Problems by name, in addition to the suite's.</value>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <value>Files that describe the user's own tables.</value>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <value>The folder of the reference tables.</value>
    public required string Data { get; init; }

    /// <value>The studies to run; empty for every study that the suite, problems and tables allow.</value>
    public IReadOnlyList<Study> Studies { get; init; } = [];

    /// <value>The kinds of surrogates; empty for all.</value>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <value>The devices of the suite to keep; empty for all.</value>
    public IReadOnlyList<string> Devices { get; init; } = [];

    /// <value>The numbers of rows to learn from.</value>
    public IReadOnlyList<int> Sizes { get; init; } = [100, 300, 1_000];

    /// <value>The number of draws and fits of each, with seeds 1 to this; 5 by default.</value>
    public int Seeds { get; init; } = 5;

    /// <value>The number of members of each ensemble; 5 by default.</value>
    public int Members { get; init; } = 5;

    /// <value>The number of measurements of a device that was left out; 10 by default.</value>
    public int References { get; init; } = 10;

    /// <value>The algorithms that search with a surrogate and without one.</value>
    public string Algorithms { get; init; } = "nsga2";

    /// <value>The kinds of surrogates that searches use.</value>
    public IReadOnlyList<string> SearchKinds { get; init; } = [Core.Surrogates.SurrogateKind.BoostedTrees];

    /// <value>The number of distinct candidates per search; 500 by default.</value>
    public int Evaluations { get; init; } = 500;

    /// <value>A file in which each result is stored, and from which stored results are reused; null for none.</value>
    public string? Resume { get; init; }

    /// <value>The loss balancers to try besides each kind's own, for kinds that have losses to balance.</value>
    public IReadOnlyList<string> Balancers { get; init; } = [];

    /// <value>The number of processes that share the work; 1 if this process does it alone.</value>
    public int Processes { get; init; } = 1;

    /// <value>The arguments after <c>surrogate evaluate</c>, for <see cref="Processes"/>.</value>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <value>Whether this is one of those processes, which do what another process asks for.</value>
    public bool IsServing { get; init; }

    public OutputFormat Output { get; init; } = OutputFormat.Table;
}
