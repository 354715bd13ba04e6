using Serverless.Spaces;

namespace Serverless.Algorithms;

/// <summary>What is known about a search's objectives and constraints before anything is evaluated.</summary>
/// <remarks>It belongs to the search, not to the algorithm's state: an algorithm that continues from its state has to be given it again.</remarks>
public sealed record ProblemDefinition
{
    /// <summary>The definition of a problem of which nothing is known.</summary>
    public static ProblemDefinition Unknown { get; } = new();

    /// <value>
    /// For each objective, minimised, the value from which on a candidate is of no use; infinite if there is no limit. Empty if no objective has one.
    /// Hypervolume is counted up to these values.
    /// </value>
    public IReadOnlyList<double> Thresholds { get; init; } = [];

    /// <value>A predicate that returns whether an architecture satisfies the constraints that need no evaluation; null if there are none.</value>
    public Func<Architecture, bool>? IsFeasible { get; init; }

    /// <value>
    /// A function that returns the objectives of an architecture in canonical form, minimised, one value for each; NaN for those that only an
    /// evaluation can determine. Null if none is known in advance.
    /// </value>
    public Func<Architecture, IReadOnlyList<double>>? KnownObjectives { get; init; }

    /// <value>
    /// The architectures to propose before any other, in this order. Several architectures that are the same candidate are proposed once.
    /// </value>
    public IReadOnlyList<Architecture> Seeds { get; init; } = [];
}
