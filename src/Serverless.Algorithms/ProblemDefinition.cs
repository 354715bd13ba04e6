using Serverless.Spaces;

namespace Serverless.Algorithms;

/// <summary>What is known of a search's objectives and constraints before anything is evaluated.</summary>
/// <remarks>It belongs to the search, not to the state: an algorithm that goes on from its state is given it again.</remarks>
public sealed record ProblemDefinition
{
    /// <summary>Nothing is known.</summary>
    public static ProblemDefinition Unknown { get; } = new();

    /// <value>
    /// For each objective the value from which on it is of no use, minimised; infinite where there is none. Empty: none has one. Volume counts up to here.
    /// </value>
    public IReadOnlyList<double> Thresholds { get; init; } = [];

    /// <value>Whether an architecture holds the constraints that need no evaluation. Null: there are none.</value>
    public Func<Architecture, bool>? IsFeasible { get; init; }

    /// <value>
    /// The objectives of an architecture in canonical form, minimised, one for each; NaN for those that only an evaluation tells. Null: none is
    /// known before.
    /// </value>
    public Func<Architecture, IReadOnlyList<double>>? KnownObjectives { get; init; }

    /// <value>Architectures to propose before any other, in this order; each candidate once, however many of them are its own.</value>
    public IReadOnlyList<Architecture> Seeds { get; init; } = [];
}
