using Serverless.Bench.Reports;

namespace Serverless.Bench.Surrogates;

/// <summary>What <c>surrogate evaluate</c> is asked for.</summary>
public sealed record EvaluateOptions
{
    /// <value>A suite of problems and devices; null: only what is named.</value>
    public string? Suite { get; init; }

    /// <value>Problems by name, beside the suite's.</value>
    public IReadOnlyList<string> Problems { get; init; } = [];

    /// <value>Files that describe tables of the user's own.</value>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <value>The folder of the reference tables.</value>
    public required string Data { get; init; }

    /// <value>What to do; empty: everything that the suite, problems and tables give reason to.</value>
    public IReadOnlyList<Study> Studies { get; init; } = [];

    /// <value>Kinds of surrogates; empty: all.</value>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <value>Devices of the suite to keep; empty: all.</value>
    public IReadOnlyList<string> Devices { get; init; } = [];

    /// <value>Rows to learn from.</value>
    public IReadOnlyList<int> Sizes { get; init; } = [100, 300, 1_000];

    /// <value>Draws and fits of each, with seeds 1 to this.</value>
    public int Seeds { get; init; } = 5;

    /// <value>Members of each ensemble.</value>
    public int Members { get; init; } = 5;

    /// <value>Measurements of a device that was left out.</value>
    public int References { get; init; } = 10;

    /// <value>The algorithms that search with a surrogate and without.</value>
    public string Algorithms { get; init; } = "nsga2";

    /// <value>The kinds of surrogates that searches use.</value>
    public IReadOnlyList<string> SearchKinds { get; init; } = [Core.Surrogates.SurrogateKind.BoostedTrees];

    /// <value>Distinct candidates a search.</value>
    public int Evaluations { get; init; } = 500;

    /// <value>A file that keeps each result, and of which those that it has are taken; null: none.</value>
    public string? Resume { get; init; }

    /// <value>How losses are balanced, beside as each kind does it; for kinds that have losses to balance.</value>
    public IReadOnlyList<string> Balancers { get; init; } = [];

    /// <value>Processes that do this at once; 1: this one alone does.</value>
    public int Processes { get; init; } = 1;

    /// <value>What was typed behind <c>surrogate evaluate</c>, for <see cref="Processes"/>.</value>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <value>Whether this is one of those processes, which do what another asks for.</value>
    public bool IsServing { get; init; }

    public OutputFormat Output { get; init; } = OutputFormat.Table;
}
