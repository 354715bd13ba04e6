using Serverless.Bench.Problems;
using Serverless.Bench.Reports;

namespace Serverless.Bench;

/// <summary>What the command line asks for.</summary>
public sealed record BenchOptions
{
    /// <value>Problems by name; may be empty when there is a suite.</value>
    public IReadOnlyList<string> Problems { get; init; } = [];

    public string? Suite { get; init; }

    /// <value>Null: <c>nsga2,random</c>, or those that a suite has of its own.</value>
    public string? Algorithms { get; init; }

    /// <value>Options to run each algorithm again with, one at a time: <c>name=value</c>.</value>
    public IReadOnlyList<string> Set { get; init; } = [];

    /// <value>Programs to run beside them, each <c>LABEL=COMMAND</c>.</value>
    public IReadOnlyList<string> External { get; init; } = [];

    public int Evaluations { get; init; } = 200;

    public int Seeds { get; init; } = 20;

    /// <value>The algorithm to test the others against; null: <c>random</c> when it is among them and nothing is set, else the first.</value>
    public string? Baseline { get; init; }

    public Convention Convention { get; init; } = Convention.Tight;

    public bool Merge { get; init; }

    /// <value>Whether algorithms are compared by the epochs of the trainings that they ask for, as in the suite of <see cref="Suites.Fidelities"/>.</value>
    public bool ByEpochs { get; init; }

    public bool Peers { get; init; } = true;

    /// <value>Files that describe tables of the user's own.</value>
    public IReadOnlyList<string> Tables { get; init; } = [];

    /// <value>The folder of the reference tables.</value>
    public required string Data { get; init; }

    public OutputFormat Output { get; init; } = OutputFormat.Table;

    /// <value>Processes that search at once where networks are trained; null: as many as there are cores, or of other suites, this one.</value>
    public int? Processes { get; init; }

    /// <value>The file that keeps results where networks are trained; null: none does.</value>
    public string? Resume { get; init; }

    /// <value>What was typed, for processes that are to do the same.</value>
    public IReadOnlyList<string> Arguments { get; init; } = [];

    /// <value>Whether another process says what is to be done.</value>
    public bool IsServing { get; init; }

    /// <value>Where to write the page with plots; null: nowhere.</value>
    public string? Plot { get; init; }
}
